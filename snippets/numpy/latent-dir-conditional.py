# concept: latent-direction
# prefix: [latent-dir-conditional, conditional-direction]
# description: A direction without its part along others that are to stay
# needs: numpy >= 1.20
# position: statement
# placeholders: {}

# --- setup
import numpy as np

rng = np.random.default_rng(0)

# --- snippet
def without(direction, *others):
    """Only as good as the others are: take their classifier normals, not class means of labels that go together."""
    basis, _ = np.linalg.qr(np.stack(others, axis=1))
    n = direction - basis @ (basis.T @ direction)
    return n / np.linalg.norm(n)

# --- test
a, b, c = rng.standard_normal((3, 6))
n = without(a, b, c)
assert abs(n @ b) < 1e-12 and abs(n @ c) < 1e-12
assert np.isclose(np.linalg.norm(n), 1) and n @ a > 0
unit_b = b / np.linalg.norm(b)
expected = a - (a @ unit_b) * unit_b
assert np.allclose(without(a, b), expected / np.linalg.norm(expected))
