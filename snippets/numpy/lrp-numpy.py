# concept: layer-wise-relevance-propagation
# prefix: [lrp-numpy, layer-wise-relevance-propagation]
# description: Relevance of the inputs of a ReLU network, rule by rule
# needs: numpy >= 1.20
# position: statement
# placeholders: {0.25: [0.25, 0.1]}

# --- setup
import numpy as np

# --- snippet
def lrp(layers, x, target, rule="0", eps=0.25, gamma=0.25):
    """layers: pairs of weights (inputs, outputs) and biases. Returns R at the output, below each layer, last at x."""
    a = [x]
    for i, (w, b) in enumerate(layers):
        z = a[-1] @ w + b
        a.append(z if i == len(layers) - 1 else np.maximum(z, 0))
    R = [np.where(np.arange(a[-1].shape[-1]) == target, a[-1], 0.0)]
    for (w, b), lower in zip(layers[::-1], a[-2::-1]):
        if rule == "gamma":
            w, b = w + gamma * np.maximum(w, 0), b + gamma * np.maximum(b, 0)
        elif rule == "z+":
            w, b = np.maximum(w, 0), 0.0
        z = lower @ w + b
        z = z + np.where(z >= 0, 1, -1) * (eps if rule == "epsilon" else 1e-9)
        R.append(lower * ((R[-1] / z) @ w.T))
    return R

# --- test
def check(found, relevance, sums=None):
    np.testing.assert_allclose(found[-1], relevance, atol=1e-6)
    if sums:
        np.testing.assert_allclose([r.sum() for r in found], sums, atol=1e-6)

x = np.array([1.0, 2.0])
plain = [(np.array([[1, -1], [0.5, 1]]), np.zeros(2)), (np.array([[1], [-0.5]]), np.zeros(1))]
check(lrp(plain, x, 0), [1.5, 0], [1.5, 1.5, 1.5])
check(lrp(plain, x, 0, "epsilon", eps=0.1), [1.318994, 0.040584], [1.5, 1.40625, 1.359578])
check(lrp(plain, x, 0, "epsilon", eps=0.5), [0.85, 0.10], [1.5, 1.125, 0.95])
check(lrp(plain, x, 0, "gamma"), [1.1875, 0.3125], [1.5, 1.5, 1.5])
check(lrp(plain, x, 0, "z+"), [0.75, 0.75], [1.5, 1.5, 1.5])
biased = [(plain[0][0], np.array([0.5, -0.5])), (plain[1][0], np.array([0.25]))]
check(lrp(biased, x, 0), [1.5, 0], [2.5, 2.25, 1.5])
