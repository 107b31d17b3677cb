# concept: landmark-attention
# prefix: [landmark-topk, landmark-retrieval]
# description: Weights of one query that reads only the k best blocks
# needs: numpy >= 1.20
# position: statement
# placeholders: {1: [1, 2, 5]}

# --- setup
import numpy as np

# --- snippet
def top_k_weights(scores, is_landmark, k=1):
    """Of the last token; the landmarks' scores choose the blocks, their own weights are 0."""
    scores, is_landmark = np.asarray(scores, float), np.asarray(is_landmark, bool)
    block = np.cumsum(is_landmark) - is_landmark
    landmarks = np.flatnonzero(is_landmark)
    chosen = landmarks[np.argsort(-scores[landmarks])[:k]]
    own = block == block[-1]
    exp = np.exp(scores - scores.max())
    total = exp[own].sum() + exp[chosen].sum()
    weights = np.where(own, exp / total, 0)
    for landmark in chosen:
        tokens = (block == block[landmark]) & ~is_landmark
        weights[tokens] = exp[landmark] / total * exp[tokens] / exp[tokens].sum()
    return weights

# --- test
scores, is_landmark = [1, 0, 0.5, 2, -1, 1.5, 0.3, 0.7], [0, 0, 1, 0, 0, 1, 0, 0]
expected = [0, 0, 0, 0.544165, 0.027092, 0, 0.172060, 0.256683]
np.testing.assert_allclose(top_k_weights(scores, is_landmark), expected, atol=1e-6)
everything = [0.126955, 0.046704, 0, 0.449666, 0.022388, 0, 0.142180, 0.212107]
np.testing.assert_allclose(top_k_weights(scores, is_landmark, k=2), everything, atol=1e-6)
