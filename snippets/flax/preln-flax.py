# concept: pre-post-layer-norm
# prefix: [preln-flax, transformer-block]
# description: A Pre-LN block as a Flax module
# needs: [flax >= 0.8, jax >= 0.4]
# position: statement

# --- setup
import flax.linen as nn

# --- snippet
class PreNormBlock(nn.Module):
    heads: int
    hidden: int

    @nn.compact
    def __call__(self, x):
        h = nn.LayerNorm(epsilon=1e-5)(x)
        x = x + nn.MultiHeadDotProductAttention(self.heads)(h, h)
        h = nn.LayerNorm(epsilon=1e-5)(x)
        return x + nn.Dense(x.shape[-1])(nn.relu(nn.Dense(self.hidden)(h)))

# --- test
import jax

block = PreNormBlock(heads=2, hidden=32)
x = jax.random.normal(jax.random.key(0), (2, 5, 8))
params = block.init(jax.random.key(1), x)
assert abs(block.apply(params, x) - x).max() > 0.1
nothing = jax.tree.map(jax.numpy.zeros_like, params)
assert (block.apply(nothing, x) == x).all()  # nothing is normalized on the way from input to output
