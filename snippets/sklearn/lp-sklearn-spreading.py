# concept: label-propagation
# prefix: [lp-sklearn-spreading, label-spreading]
# description: Label spreading on features, where known labels may be corrected
# needs: scikit-learn >= 0.23
# position: statement
# placeholders: {X: , y: , 1.0: [1.0, 20, 0.1], 0.2: [0.2, 0.8, 0.9], 100: }

# --- setup
from sklearn.semi_supervised import LabelSpreading

X = [[0], [1], [1.8], [3], [4.1], [5]]
y = [0, -1, -1, -1, -1, 1]

# --- snippet
model = LabelSpreading(kernel="rbf", gamma=1.0, alpha=0.2, max_iter=100, tol=1e-6).fit(X, y)
labels = model.transduction_

# --- test
import numpy as np

assert labels.tolist() == [0, 0, 0, 1, 1, 1]
expected = [0.000065, 0.00267, 0.056524, 0.88651, 0.998066, 0.999936]
np.testing.assert_allclose(model.label_distributions_[:, 1], expected, atol=1e-5)
for outside in (0.0, 1.0):
    try:
        LabelSpreading(alpha=outside).fit(X, y)
    except ValueError:
        continue
    raise AssertionError(f"alpha={outside} was accepted")
