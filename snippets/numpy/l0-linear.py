# concept: l0-attacks
# prefix: [l0-linear, l0-exact]
# description: Fewest features that flip an affine score, exactly
# needs: numpy >= 1.20
# position: statement

# --- setup
import numpy as np

w = np.array([1.0, -2.0, 0.5, 1.0])
b = 0.2
x = np.array([0.9, 0.1, 0.8, 0.7])

# --- snippet
def fewest_features(w, b, x, low=0.0, high=1.0):
    """Returns the changed x and the features in the order of their gain; None where no change in the box flips w @ x + b."""
    score = w @ x + b
    target = np.where(np.sign(score) * w > 0, low, high)
    gain = np.abs(w * (target - x))
    order = np.argsort(-gain)
    enough = np.cumsum(gain[order]) > abs(score)
    if not enough.any():
        return None
    chosen = order[: np.argmax(enough) + 1]
    flipped = x.copy()
    flipped[chosen] = target[chosen]
    return flipped, chosen

# --- test
from itertools import combinations

flipped, chosen = fewest_features(w, b, x)
assert abs(w @ x + b - 2) < 1e-12 and list(chosen) == [1, 0]
assert w @ flipped + b < 0 and np.count_nonzero(flipped != x) == 2
rng = np.random.default_rng(1)
for _ in range(50):
    w, b, x = rng.normal(size=6), rng.normal(), rng.random(6)
    score = w @ x + b
    gains = np.maximum(-np.sign(score) * w * (0 - x), -np.sign(score) * w * (1 - x))
    fewest = [k for k in range(1, 7) if any(sum(gains[list(c)]) > abs(score) for c in combinations(range(6), k))]
    found = fewest_features(w, b, x)
    assert (found is None) == (not fewest) and (found is None or len(found[1]) == fewest[0])
assert fewest_features(np.array([0.1]), 5.0, np.array([0.5])) is None
