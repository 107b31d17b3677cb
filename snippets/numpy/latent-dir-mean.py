# concept: latent-direction
# prefix: [latent-dir-mean, latent-direction]
# description: Unit direction of an attribute by the difference of class means
# needs: numpy >= 1.20
# position: statement
# placeholders: {alpha=1.5: [1.0, 1.5, 3.0]}

# --- setup
import numpy as np

rng = np.random.default_rng(0)

# --- snippet
def mean_direction(z, y):
    """z: codes, one a row; y: 0 or 1 for each. Balance the other attributes over both classes first."""
    n = z[y == 1].mean(axis=0) - z[y == 0].mean(axis=0)
    return n / np.linalg.norm(n)


def move(z, direction, alpha=1.5):
    return z + alpha * direction

# --- test
z = rng.standard_normal((400, 6))
n = mean_direction(z, (z[:, 3] > 0).astype(int))
assert n[3] > 0.95 and np.isclose(np.linalg.norm(n), 1)
assert np.allclose(np.linalg.norm(move(z, n, alpha=2.0) - z, axis=1), 2)
biased = mean_direction(z, (z[:, 3] + z[:, 1] > 0).astype(int))
assert 0.6 < biased[3] < 0.8 and 0.6 < biased[1] < 0.8
