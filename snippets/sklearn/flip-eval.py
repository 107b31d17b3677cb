# concept: label-flipping
# prefix: [flip-eval, noise-curve]
# description: Accuracy on clean test data by share of randomly flipped training labels
# needs: scikit-learn >= 1.2
# position: statement

# --- setup
import numpy as np
from sklearn.base import clone
from sklearn.linear_model import LogisticRegression
from sklearn.neighbors import KNeighborsClassifier

rng = np.random.default_rng(0)
y = np.arange(2600) % 2
X = rng.normal(size=(2600, 2)) + np.outer(2 * y - 1, [1.5, 0])
X_train, y_train, X_test, y_test = X[:600], y[:600], X[600:], y[600:]
models = {"logistic": LogisticRegression(), "1-NN": KNeighborsClassifier(1)}

# --- snippet
def accuracy_by_flips(models, X_train, y_train, X_test, y_test, rates=(0, 0.1, 0.2, 0.3), seed=0):
    """Labels are 0 and 1. One order of flips for all rates, so that the curves are nested."""
    order = np.random.default_rng(seed).permutation(len(y_train))
    curves = {name: [] for name in models}
    for rate in rates:
        noisy = y_train.copy()
        flips = order[: round(rate * len(y_train))]
        noisy[flips] = 1 - noisy[flips]
        for name, model in models.items():
            curves[name].append(clone(model).fit(X_train, noisy).score(X_test, y_test))
    return curves

# --- test
curves = accuracy_by_flips(models, X_train, y_train, X_test, y_test)
assert curves["logistic"][0] - curves["logistic"][3] < 0.03
clean = curves["1-NN"][0]
for rate, accuracy in zip((0, 0.1, 0.2, 0.3), curves["1-NN"]):
    assert abs(accuracy - ((1 - rate) * clean + rate * (1 - clean))) < 0.05
assert curves["1-NN"][0] - curves["1-NN"][3] > 0.15
