# concept: label-flipping
# prefix: [flip-labels, label-noise]
# description: Flips an exact share of the labels, each to another class
# needs: numpy >= 1.20
# position: statement
# placeholders: {rate=0.2: [0.1, 0.2, 0.4], seed=0: [0, 1]}

# --- setup
import numpy as np

y = np.random.default_rng(5).integers(4, size=1000)

# --- snippet
def flip_labels(y, num_classes, rate=0.2, seed=0):
    """Returns the labels and the indices that were flipped; call it on the training part only."""
    rng = np.random.default_rng(seed)
    chosen = rng.choice(len(y), round(rate * len(y)), replace=False)
    noisy = y.copy()
    noisy[chosen] = (y[chosen] + rng.integers(1, num_classes, len(chosen))) % num_classes
    return noisy, chosen

# --- test
noisy, chosen = flip_labels(y, 4)
assert (noisy != y).sum() == 200 == len(chosen)
assert set(np.flatnonzero(noisy != y)) == set(chosen)
assert noisy.min() >= 0 and noisy.max() < 4
assert (flip_labels(y, 4, rate=0)[0] == y).all()
assert (flip_labels(y, 4)[0] == noisy).all() and (flip_labels(y, 4, seed=1)[0] != noisy).any()
