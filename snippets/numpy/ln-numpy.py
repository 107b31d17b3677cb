# concept: layer-normalization
# prefix: [ln-numpy, layer-norm]
# description: Layer normalization written out
# needs: numpy >= 1.20
# position: statement
# placeholders: {1e-5: [1e-5, 1e-6, 1e-12]}

# --- setup
import numpy as np

# --- snippet
def layer_norm(x, gain=1.0, bias=0.0, eps=1e-5):
    """Over the last axis; the variance divides by the number of features (ddof=0)."""
    mean = x.mean(axis=-1, keepdims=True)
    variance = x.var(axis=-1, keepdims=True)
    return gain * (x - mean) / np.sqrt(variance + eps) + bias

# --- test
x = np.array([[1, 2, 3, 4], [-1, 0, 0, 5], [10, 10, 10, 10.5]])
y = layer_norm(x)
expected = [
    [-1.341635, -0.447212, 0.447212, 1.341635],
    [-0.852802, -0.426401, -0.426401, 1.705604],
    [-0.577289, -0.577289, -0.577289, 1.731866],
]
np.testing.assert_allclose(y, expected, atol=1e-6)
np.testing.assert_allclose(layer_norm(3 * x + 7, eps=1e-12), layer_norm(x, eps=1e-12), atol=1e-9)
gained = layer_norm(x[0], gain=np.array([1, 2, 0.5, 1]), bias=np.array([0, 0.1, -0.1, 1]))
np.testing.assert_allclose(gained, [-1.341635, -0.794424, 0.123606, 2.341635], atol=1e-6)

unbiased = (x[0] - x[0].mean()) / np.sqrt(x[0].var(ddof=1) + 1e-5)
np.testing.assert_allclose(unbiased[0], -1.161895, atol=2e-5)
