# concept: l2-attacks
# prefix: [deepfool-numpy, deepfool]
# description: DeepFool for one input, with callbacks for logits and their gradients
# needs: numpy >= 1.20
# position: statement
# placeholders: {overshoot=0.02: [0.02, 0.05], max_iter=50: [50, 100]}

# --- setup
import numpy as np

weights = np.array([1.0, -2.0, 0.5, 3.0])
x = np.array([0.2, 0.6, 0.5, 0.3])


def logits(x):
    score = x @ weights - 0.4
    return np.array([-score / 2, score / 2])


def gradients(x):
    return np.stack([-weights / 2, weights / 2])

# --- snippet
def deepfool(x, logits, gradients, overshoot=0.02, max_iter=50):
    """logits(x): one number a class. gradients(x): their gradients, one row a class. Returns the change and the steps."""
    label = np.argmax(logits(x))
    delta = np.zeros_like(x)
    for step in range(max_iter):
        at = x + (1 + overshoot) * delta
        f, g = logits(at), gradients(at)
        if np.argmax(f) != label:
            return (1 + overshoot) * delta, step
        w = np.delete(g - g[label], label, axis=0).reshape(len(f) - 1, -1)
        gap = np.abs(np.delete(f - f[label], label)) + 1e-12
        norm = np.linalg.norm(w, axis=1) + 1e-12
        nearest = np.argmin(gap / norm)
        delta = delta + (gap[nearest] / norm[nearest] ** 2 * w[nearest]).reshape(x.shape)
    return (1 + overshoot) * delta, max_iter

# --- test
delta, steps = deepfool(x, logits, gradients)
expected = np.array([0.0175439, -0.0350877, 0.0087719, 0.0526316])
np.testing.assert_allclose(delta, 1.02 * expected, atol=1e-6)
assert abs(np.linalg.norm(delta) / 1.02 - 0.0662266) < 1e-7 and steps == 1
assert np.argmax(logits(x + delta)) == 1
