# concept: layer-normalization
# prefix: [ln-jax, layer-norm]
# description: Normalized features, without gain and bias
# needs: jax >= 0.4
# position: statement
# placeholders: {1e-5: [1e-5, 1e-6, 1e-12]}

# --- setup
import jax

x = jax.numpy.array([[1, 2, 3, 4], [-1, 0, 0, 5], [10, 10, 10, 10.5]])

# --- snippet
y = jax.nn.standardize(x, axis=-1, epsilon=1e-5)

# --- test
expected = jax.numpy.array(
    [
        [-1.341635, -0.447212, 0.447212, 1.341635],
        [-0.852802, -0.426401, -0.426401, 1.705604],
        [-0.577289, -0.577289, -0.577289, 1.731866],
    ]
)
assert jax.numpy.allclose(y, expected, atol=1e-4)
