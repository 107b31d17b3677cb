# concept: label-smoothing
# prefix: [ls-numpy, label-smoothing]
# description: Smoothed one-hot targets from integer labels
# needs: numpy >= 1.20
# position: statement
# placeholders: {0.1: [0.1, 0.05, 0.2]}

# --- setup
import numpy as np

# --- snippet
def smooth_labels(labels, num_classes, eps=0.1):
    targets = np.full((len(labels), num_classes), eps / num_classes)
    targets[np.arange(len(labels)), labels] += 1 - eps
    return targets

# --- test
targets = smooth_labels([0, 2, 1], 5)
np.testing.assert_allclose(targets.sum(axis=1), 1, atol=1e-12)
np.testing.assert_allclose(targets[1], [0.02, 0.02, 0.92, 0.02, 0.02], atol=1e-12)

logits = np.array([[2, -1, 0.5, 0, 1], [0.1, 0.2, 3, -0.5, 0], [-1, 0, 1, 2, -2]])
log_probs = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
loss = -(targets * log_probs).sum(axis=1)
np.testing.assert_allclose(loss, [0.724438, 0.422830, 2.451914], atol=1e-5)
