# concept: latent-space-navigation
# prefix: [latent-plane, latent-map]
# description: A grid of codes on the plane through a start that two directions span
# needs: numpy >= 1.20
# position: statement
# placeholders: {reach=3.0: [2.0, 3.0, 5.0], side=9: [7, 9, 15]}

# --- setup
import numpy as np

rng = np.random.default_rng(0)

# --- snippet
def latent_plane(start, first, second, reach=3.0, side=9):
    """Shape (side, side, d); rows follow the part of the second direction that is at a right angle to the first."""
    across = first / np.linalg.norm(first)
    up = second - (second @ across) * across
    up = up / np.linalg.norm(up)
    steps = np.linspace(-reach, reach, side)
    return start + steps[:, None, None] * up + steps[None, :, None] * across

# --- test
start, first, second = rng.standard_normal((3, 64))
grid = latent_plane(start, first, second)
assert grid.shape == (9, 9, 64) and np.allclose(grid[4, 4], start)
across, up = (grid[4, 8] - start) / 3, (grid[8, 4] - start) / 3
assert abs(across @ across - 1) < 1e-12 and abs(up @ up - 1) < 1e-12 and abs(across @ up) < 1e-12
assert abs(abs(across @ first) - np.linalg.norm(first)) < 1e-9
