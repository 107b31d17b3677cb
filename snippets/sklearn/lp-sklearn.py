# concept: label-propagation
# prefix: [lp-sklearn, label-propagation]
# description: Clamped label propagation on features; unlabelled rows have the label -1
# needs: scikit-learn >= 0.23
# position: statement
# placeholders: {X: , y: , 1.0: [1.0, 20, 0.1]}

# --- setup
from sklearn.semi_supervised import LabelPropagation

X = [[0], [1], [1.8], [3], [4.1], [5]]
y = [0, -1, -1, -1, -1, 1]

# --- snippet
model = LabelPropagation(kernel="rbf", gamma=1.0, max_iter=1000, tol=1e-6).fit(X, y)
labels = model.transduction_

# --- test
import numpy as np

assert labels.tolist() == [0, 0, 0, 1, 1, 1]
expected = [0, 0.186696, 0.302546, 0.598944, 0.835377, 1]
np.testing.assert_allclose(model.label_distributions_[:, 1], expected, atol=1e-5)
