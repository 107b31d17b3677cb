# concept: label-flipping
# prefix: [find-label-issues, confident-learning]
# description: Finds suspect labels from held-out predictions
# needs: cleanlab >= 2.0
# position: statement
# placeholders: {cv=5: [5, 10]}

# --- setup
import numpy as np
from cleanlab.filter import find_label_issues
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import cross_val_predict

rng = np.random.default_rng(0)
truth = np.arange(600) % 2
X = rng.normal(size=(600, 2)) + np.outer(2 * truth - 1, [2, 0])
flips = rng.choice(600, 60, replace=False)
labels = truth.copy()
labels[flips] = 1 - labels[flips]
model = LogisticRegression()

# --- snippet
def suspect_labels(model, X, labels, cv=5):
    """Indices of suspect labels, the most suspect first; classes are 0, 1, …"""
    pred_probs = cross_val_predict(model, X, labels, cv=cv, method="predict_proba")
    return find_label_issues(labels, pred_probs, return_indices_ranked_by="self_confidence")

# --- test
found = set(suspect_labels(model, X, labels))
right = len(found & set(flips))
assert right / len(found) > 0.6 and right / len(flips) > 0.6
assert len(suspect_labels(model, X, truth)) < 30
