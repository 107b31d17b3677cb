# concept: l-infinity-attacks
# prefix: [linf-eval, robust-accuracy]
# description: Exact accuracy of a linear classifier under every L-infinity radius, without gradients
# needs: scikit-learn >= 1.2
# position: statement

# --- setup
import numpy as np
from sklearn.datasets import make_classification
from sklearn.linear_model import LogisticRegression

X, y = make_classification(n_samples=400, n_features=8, flip_y=0.05, random_state=1)
model = LogisticRegression().fit(X[:200], y[:200])
X_test, y_test = X[200:], y[200:]

# --- snippet
def linf_accuracy(model, X, y, radii):
    """Binary linear model; a sample withstands eps where its margin exceeds eps times the L1 norm of the weights."""
    margin = model.decision_function(X) * np.where(y == model.classes_[1], 1, -1)
    return [(margin > eps * np.abs(model.coef_).sum()).mean() for eps in radii]

# --- test
radii = [0, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6]
accuracies = linf_accuracy(model, X_test, y_test, radii)
signs = np.where(y_test == 1, 1, -1)[:, None]
for eps, accuracy in zip(radii, accuracies):
    attacked = X_test - eps * signs * np.sign(model.coef_)
    assert abs(accuracy - model.score(attacked, y_test)) < 1e-12
assert accuracies == sorted(accuracies, reverse=True) and accuracies[0] > 0.8 and accuracies[-1] < 0.1
