# concept: l0-attacks
# prefix: [topk-project-np, topk-project]
# description: Projection on the L0 ball, the k largest changes of each sample stay
# needs: numpy >= 1.20
# position: statement
# placeholders: {k: }

# --- setup
import numpy as np

delta = np.random.default_rng(1).normal(size=(3, 2, 4))
k = 3

# --- snippet
def topk_project(delta, k):
    """Keeps the k largest |delta| of each sample and sets the rest to zero."""
    flat = delta.reshape(len(delta), -1)
    kept = np.argpartition(-np.abs(flat), k - 1, axis=1)[:, :k]
    projected = np.zeros_like(flat)
    np.put_along_axis(projected, kept, np.take_along_axis(flat, kept, axis=1), axis=1)
    return projected.reshape(delta.shape)

# --- test
from itertools import combinations

projected = topk_project(delta, k)
for before, after in zip(delta.reshape(3, -1), projected.reshape(3, -1)):
    changed = after != 0
    assert changed.sum() == k and np.array_equal(after[changed], before[changed])
    others = [np.linalg.norm(np.delete(before, c)) for c in combinations(range(8), k)]
    assert abs(np.linalg.norm(before - after) - min(others)) < 1e-12
