# concept: layer-normalization
# prefix: [ln-flax, layer-norm]
# description: Layer normalization in a Flax module
# needs: [flax >= 0.7, jax >= 0.4]
# position: statement
# placeholders: {1e-5: [1e-5, 1e-6, 1e-12]}

# --- setup
import flax.linen as nn

# --- snippet
norm = nn.LayerNorm(epsilon=1e-5)  # the default is 1e-6

# --- test
import jax

x = jax.numpy.array([[1, 2, 3, 4], [-1, 0, 0, 5], [10, 10, 10, 10.5]])
params = norm.init(jax.random.key(0), x)
expected = jax.numpy.array(
    [
        [-1.341635, -0.447212, 0.447212, 1.341635],
        [-0.852802, -0.426401, -0.426401, 1.705604],
        [-0.577289, -0.577289, -0.577289, 1.731866],
    ]
)
assert jax.numpy.allclose(norm.apply(params, x), expected, atol=1e-4)
assert jax.tree.map(lambda p: p.shape, params)["params"] == {"scale": (4,), "bias": (4,)}
