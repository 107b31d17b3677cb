# concept: landmark-attention
# prefix: [landmark-softmax-np, grouped-softmax]
# description: Weights of one query under landmark attention
# needs: numpy >= 1.20
# position: statement

# --- setup
import numpy as np

# --- snippet
def landmark_weights(scores, is_landmark):
    """Of the last token over all keys before it and itself; a landmark ends each block but the last."""
    scores, is_landmark = np.asarray(scores, float), np.asarray(is_landmark, bool)
    block = np.cumsum(is_landmark) - is_landmark
    own = block == block[-1]
    exp = np.exp(scores - scores.max())
    gate = np.where(is_landmark | own, exp, 0)
    gate /= gate.sum()
    weights = np.where(own, gate, 0)
    for landmark in np.flatnonzero(is_landmark & ~own):
        tokens = (block == block[landmark]) & ~is_landmark
        weights[tokens] = gate[landmark] * exp[tokens] / exp[tokens].sum()
    return weights

# --- test
weights = landmark_weights([1, 0, 0.5, 2, -1, 1.5, 0.3, 0.7], [0, 0, 1, 0, 0, 1, 0, 0])
expected = [0.126955, 0.046704, 0, 0.449666, 0.022388, 0, 0.142180, 0.212107]
np.testing.assert_allclose(weights, expected, atol=1e-6)
np.testing.assert_allclose(weights.sum(), 1)
np.testing.assert_allclose(landmark_weights([1, 2, 3], [0, 0, 0]), np.exp([1, 2, 3]) / np.exp([1, 2, 3]).sum())
