# concept: label-propagation
# prefix: [lp-numpy, label-propagation]
# description: Clamped label propagation over a weighted graph
# needs: numpy >= 1.20
# position: statement
# placeholders: {200: [200, 50, 1000]}

# --- setup
import numpy as np

# --- snippet
def propagate_labels(A, Y, known, steps=200):
    """A: symmetric weights. Y: one-hot rows where `known`, zeros elsewhere. Returns class scores."""
    P = A / A.sum(axis=1, keepdims=True)
    scores = Y.astype(float)
    for _ in range(steps):
        scores = np.where(known[:, None], Y, P @ scores)
    return scores

# --- test
A = np.zeros((6, 6))
for i, j, weight in [(0, 1, 1), (1, 2, 2), (2, 3, 1), (3, 4, 2), (4, 5, 1), (1, 4, 0.5)]:
    A[i, j] = A[j, i] = weight
known = np.array([True, False, False, False, False, True])
Y = np.zeros((6, 2))
Y[0, 0] = Y[5, 1] = 1
one = propagate_labels(A, Y, known, steps=1)
np.testing.assert_allclose(one[1:5, 0], [0.285714, 0, 0, 0], atol=1e-6)
five = propagate_labels(A, Y, known, steps=5)
np.testing.assert_allclose(five[1:5, 0], [0.471096, 0.297160, 0.171739, 0.109029], atol=1e-6)
scores = propagate_labels(A, Y, known)
np.testing.assert_allclose(scores[1:5, 0], [0.666667, 0.583333, 0.416667, 0.333333], atol=1e-6)
np.testing.assert_allclose(scores.sum(axis=1), 1, atol=1e-6)
