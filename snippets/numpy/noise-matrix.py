# concept: label-flipping
# prefix: [noise-matrix, asymmetric-noise]
# description: Class-conditional label noise from a matrix whose rows are true classes
# needs: numpy >= 1.20
# position: statement
# placeholders: {seed=0: [0, 1]}

# --- setup
import numpy as np

T = np.array([[0.8, 0.2, 0.0], [0.0, 0.9, 0.1], [0.3, 0.1, 0.6]])
y = np.random.default_rng(5).integers(3, size=60_000)

# --- snippet
def noisy_labels(y, T, seed=0):
    """T[i, j] is the probability that a label of class i is given as j; its rows sum to 1."""
    T = np.asarray(T)
    if not np.allclose(T.sum(axis=1), 1):
        raise ValueError("the rows of T have to sum to 1; transpose a matrix whose columns do")
    drawn = np.random.default_rng(seed).random(len(y))
    return np.minimum((drawn[:, None] >= T.cumsum(axis=1)[y]).sum(axis=1), len(T) - 1)

# --- test
noisy = noisy_labels(y, T)
for i in range(3):
    rates = np.bincount(noisy[y == i], minlength=3) / (y == i).sum()
    assert (y == i).sum() > 19_000 and np.abs(rates - T[i]).max() < 0.02
assert (noisy_labels(y, np.eye(3)) == y).all()
try:
    noisy_labels(y, T.T)
    raise SystemExit("a matrix the wrong way round was taken")
except ValueError:
    pass
