# concept: late-fusion
# prefix: [fuse-numpy, late-fusion]
# description: Average, product and log-linear fusion of class probabilities; missing modalities are left out
# needs: numpy
# position: statement
# placeholders: {average: [average, product]}

# --- setup
import numpy as np

# --- snippet
def fuse(scores, weights=None, rule="average", prior=None):
    """scores: for each model class probabilities (..., classes), or None where its modality is missing."""
    there = [m for m, p in enumerate(scores) if p is not None]
    w = np.ones(len(there)) if weights is None else np.asarray(weights, float)[there]
    p = np.stack([scores[m] for m in there])
    if rule == "average":
        return np.tensordot(w / w.sum(), p, axes=1)
    log = np.tensordot(w, np.log(np.maximum(p, 1e-300)), axes=1)
    if prior is not None:
        log = log + (1 - len(there)) * np.log(prior)
    fused = np.exp(log - log.max(axis=-1, keepdims=True))
    return fused / fused.sum(axis=-1, keepdims=True)

# --- test
a, b = np.array([0.7, 0.2, 0.1]), np.array([0.4, 0.5, 0.1])
close = lambda actual, expected: np.testing.assert_allclose(actual, expected, atol=1e-6)
close(fuse([a, b]), [0.55, 0.35, 0.1])
close(fuse([a, b], [0.6, 0.4]), [0.58, 0.32, 0.1])
close(fuse([a, b], rule="product"), [0.717949, 0.256410, 0.025641])
close(fuse([a, b], rule="product", prior=[0.5, 0.25, 0.25]), [0.56, 0.40, 0.04])
close(fuse([a, b], [0.6, 0.4], rule="product"), [0.590211, 0.304320, 0.105469])
assert (fuse([a, None], [0.6, 0.4]) == a).all()
close(fuse([a, None], rule="product", prior=[0.5, 0.25, 0.25]), a)
assert np.isfinite(fuse([np.array([0.0, 1.0]), np.array([1.0, 0.0])], rule="product")).all()
