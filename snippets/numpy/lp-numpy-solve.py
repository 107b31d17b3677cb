# concept: label-propagation
# prefix: lp-numpy-solve
# description: The exact limit of clamped label propagation, for small graphs and tests
# needs: numpy >= 1.20
# position: statement
# placeholders: {A: , Y: , known: }

# --- setup
import numpy as np

A = np.zeros((6, 6))
for i, j, weight in [(0, 1, 1), (1, 2, 2), (2, 3, 1), (3, 4, 2), (4, 5, 1), (1, 4, 0.5)]:
    A[i, j] = A[j, i] = weight
known = np.array([True, False, False, False, False, True])
Y = np.zeros((6, 2))
Y[0, 0] = Y[5, 1] = 1

# --- snippet
P = A / A.sum(axis=1, keepdims=True)
P_uu = P[~known][:, ~known]
P_ul = P[~known][:, known]
unknown_scores = np.linalg.solve(np.eye(len(P_uu)) - P_uu, P_ul @ Y[known])

# --- test
np.testing.assert_allclose(unknown_scores[:, 0], [2 / 3, 7 / 12, 5 / 12, 1 / 3], atol=1e-12)
np.testing.assert_allclose(unknown_scores.sum(axis=1), 1, atol=1e-12)
assert abs(np.abs(np.linalg.eigvals(P_uu)).max() - 0.862613) < 1e-6
