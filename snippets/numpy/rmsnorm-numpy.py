# concept: layer-norm-variants
# prefix: [rmsnorm-numpy, rms-norm]
# description: RMSNorm as a function
# needs: numpy >= 1.20
# position: statement
# placeholders: {1e-6: [1e-6, 1e-5]}

# --- setup
import numpy as np

# --- snippet
def rms_norm(x, gain=1.0, eps=1e-6):
    """Over the last axis; the mean stays."""
    return gain * x / np.sqrt(np.mean(x**2, axis=-1, keepdims=True) + eps)

# --- test
x = np.array([[1.0, 2.0, 3.0, 4.0], [-1.0, 0.0, 0.0, 5.0]])
expected = [[0.365148, 0.730297, 1.095445, 1.460593], [-0.392232, 0.0, 0.0, 1.961161]]
assert np.allclose(rms_norm(x), np.array(expected), atol=1e-5)
assert np.allclose(rms_norm(3 * x, eps=0.0), rms_norm(x, eps=0.0), atol=1e-6)
shifted = np.abs(rms_norm(x + 7) - rms_norm(x)).max()
assert abs(shifted - 1.1119) < 1e-3, shifted  # adding to all features changes the output
