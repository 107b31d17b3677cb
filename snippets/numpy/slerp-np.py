# concept: latent-space-interpolation
# prefix: [slerp-np, slerp]
# description: Spherical interpolation of two codes, with a guard for parallel ones
# needs: numpy >= 1.20
# position: statement
# placeholders: {threshold=0.9995: [0.9995, 0.999]}

# --- setup
import numpy as np

# --- snippet
def slerp(t, a, b, threshold=0.9995):
    """A straight line where the codes are almost parallel or opposite: sin(angle) would be about 0."""
    cosine = np.dot(a, b) / (np.linalg.norm(a) * np.linalg.norm(b))
    if abs(cosine) > threshold:
        return (1 - t) * a + t * b
    angle = np.arccos(cosine)
    return (np.sin((1 - t) * angle) * a + np.sin(t * angle) * b) / np.sin(angle)

# --- test
a, b = np.array([1.0, 2, 2]), np.array([2.0, -1, 2])
assert np.allclose(slerp(0.25, a, b), [1.437542, 1.345678, 2.263322], atol=1e-6)
assert np.allclose(slerp(0.25, np.array([1.0, 0]), np.array([0, 1.0])), [0.923880, 0.382683], atol=1e-6)
assert np.allclose(slerp(0.5, np.array([3.0, 0, 0]), np.array([0, 1.0, 0])), [2.121320, 0.707107, 0], atol=1e-6)
assert np.allclose(slerp(0.3, a, a), a) and np.isfinite(slerp(0.5, a, -a)).all()
