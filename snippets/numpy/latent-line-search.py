# concept: latent-space-navigation
# also: latent-direction
# prefix: [latent-line-search, line-search]
# description: How far to go along a direction until a score passes a target, by halving
# needs: numpy >= 1.20
# position: statement
# placeholders: {farthest=6.0: [3.0, 6.0, 10.0], halvings=20: [12, 20]}

# --- setup
import numpy as np

# --- snippet
def distance_to_target(score, z, direction, target, farthest=6.0, halvings=20):
    """score(code) must grow along the direction. None where even the farthest point stays below the target."""
    if score(z + farthest * direction) < target:
        return None
    low, high = 0.0, farthest
    for _ in range(halvings):
        middle = (low + high) / 2
        if score(z + middle * direction) < target:
            low = middle
        else:
            high = middle
    return high

# --- test
z, direction = np.array([0.5, -1.0]), np.array([1.0, 0.0])
alpha = distance_to_target(lambda code: np.tanh(code[0]), z, direction, target=0.9)
assert abs(alpha - (np.arctanh(0.9) - 0.5)) < 1e-5
assert distance_to_target(lambda code: np.tanh(code[0]), z, direction, target=1.5) is None
