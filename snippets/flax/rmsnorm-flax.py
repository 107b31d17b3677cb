# concept: layer-norm-variants
# prefix: [rmsnorm-flax, rms-norm]
# description: RMSNorm in a Flax module
# needs: [flax >= 0.7, jax >= 0.4]
# position: statement
# placeholders: {1e-6: [1e-6, 1e-5]}

# --- setup
import flax.linen as nn

# --- snippet
norm = nn.RMSNorm(epsilon=1e-6)

# --- test
import jax

x = jax.numpy.array([[1.0, 2.0, 3.0, 4.0], [-1.0, 0.0, 0.0, 5.0]])
params = norm.init(jax.random.key(0), x)
expected = [[0.365148, 0.730297, 1.095445, 1.460593], [-0.392232, 0.0, 0.0, 1.961161]]
assert jax.numpy.allclose(norm.apply(params, x), jax.numpy.array(expected), atol=1e-5)
