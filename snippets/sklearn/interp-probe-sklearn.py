# concept: language-model-interpretability
# prefix: [interp-probe-sklearn, linear-probe]
# description: Linear probe on activations with a control task of shuffled labels
# needs: [scikit-learn >= 1.0, numpy >= 1.20]
# position: statement
# placeholders: {activations: , labels: }

# --- setup
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_score

rng = np.random.default_rng(0)
labels = rng.integers(0, 3, 600)
activations = rng.normal(size=(600, 24)) + 2 * np.eye(3, 24)[labels] @ np.linalg.qr(rng.normal(size=(24, 24)))[0]

# --- snippet
probe = LogisticRegression(max_iter=1000)
accuracy = cross_val_score(probe, activations, labels, cv=5).mean()
shuffled = np.random.default_rng(0).permutation(labels)
control = cross_val_score(probe, activations, shuffled, cv=5).mean()
print(f"probe {accuracy:.2f}, control {control:.2f}, selectivity {accuracy - control:.2f}")

# --- test
assert accuracy > 0.85
assert abs(control - 1 / 3) < 0.08
