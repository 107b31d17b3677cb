# concept: layer-norm-epsilon
# also: layer-normalization
# prefix: [lneps-flax, layer-norm-two-pass]
# description: Layer normalization with the variance in two passes, for inputs far from zero
# needs: [flax >= 0.7, jax >= 0.4]
# position: statement
# placeholders: {1e-5: [1e-5, 1e-6, 1e-12]}

# --- setup
import flax.linen as nn

# --- snippet
norm = nn.LayerNorm(epsilon=1e-5, use_fast_variance=False)

# --- test
import jax
import jax.numpy as jnp

x = 1000 + 0.01 * jnp.tile(jnp.array([-1.5, -0.5, 0.25, 1.75]), 64)[None]
centred = x - x.mean()
exact = centred / jnp.sqrt((centred**2).mean() + 1e-5)
params = norm.init(jax.random.key(0), x)
two_pass = norm.apply(params, x)
one_pass = nn.LayerNorm(epsilon=1e-5).apply(params, x)
assert jnp.abs(two_pass - exact).max() < 0.05
assert jnp.abs(one_pass - exact).max() > 0.3
