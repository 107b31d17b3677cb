# concept: lamda
# prefix: [ssi-rank, sample-and-rank]
# description: Drops unsafe replies and ranks the others by predicted sensibleness, specificity and interestingness
# needs: numpy >= 1.20
# position: statement
# placeholders: {0.5: [0.5, 0.7, 0.9]}

# --- setup
import numpy as np

# --- snippet
def ssi_rank(predictions, threshold=0.5, weights=(3, 1, 1)):
    """Scores and index of the best reply, None where no reply is safe.

    predictions: [replies, 4], P(sensible), P(specific), P(interesting), P(safe).
    """
    scores = predictions[:, :3] @ np.asarray(weights, dtype=float)
    scores[predictions[:, 3] < threshold] = -np.inf
    best = int(scores.argmax())
    return scores, best if np.isfinite(scores[best]) else None

# --- test
predictions = np.array([[0.98, 0.95, 0.10, 0.96], [0.91, 0.95, 0.88, 0.96], [0.99, 0.98, 0.02, 0.05]])
scores, best = ssi_rank(predictions)
assert np.allclose(scores[:2], [3.99, 4.56], atol=1e-9) and scores[2] == -np.inf
assert best == 1
assert ssi_rank(predictions, threshold=0.97)[1] is None
assert ssi_rank(predictions, threshold=0.0, weights=(1, 0, 0))[1] == 2
