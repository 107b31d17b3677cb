# concept: late-interaction
# prefix: [maxsim-np, late-interaction]
# description: MaxSim of one query and one document
# needs: numpy >= 1.20
# position: statement
# placeholders: {Q: , D: }

# --- setup
import numpy as np

Q = np.array([[1.0, 0.0], [0.0, 1.0]])
D = np.array([[0.6, 0.8], [0.8, -0.6]])

# --- snippet
score = (Q @ D.T).max(axis=1).sum()

# --- test
assert abs(score - 1.6) < 1e-12
other = np.array([[0.0, 1.0], [-1.0, 0.0]])
assert abs((Q @ other.T).max(axis=1).sum() - 1.0) < 1e-12
longer = np.concatenate([D, other])
assert (Q @ longer.T).max(axis=1).sum() >= score
