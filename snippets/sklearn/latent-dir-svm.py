# concept: latent-direction
# prefix: [latent-dir-svm, latent-boundary]
# description: Unit normal of a linear classifier on codes, with its accuracy on codes it has not seen
# needs: scikit-learn >= 1.0
# position: statement
# placeholders: {C=1.0: [0.1, 1.0, 10.0]}

# --- setup
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split

# --- snippet
def boundary_direction(z, y, C=1.0):
    """The normal is worth nothing where the accuracy is at chance."""
    z_fit, z_test, y_fit, y_test = train_test_split(z, y, test_size=0.3, random_state=0, stratify=y)
    classifier = LogisticRegression(C=C, max_iter=1000).fit(z_fit, y_fit)
    n = classifier.coef_[0]
    return n / np.linalg.norm(n), classifier.score(z_test, y_test)

# --- test
rng = np.random.default_rng(0)
z = rng.standard_normal((400, 6))
n, accuracy = boundary_direction(z, z[:, 3] > 0)
assert n[3] > 0.99 and accuracy > 0.9, (n, accuracy)
assert np.isclose(np.linalg.norm(n), 1)
_, chance = boundary_direction(z, rng.random(400) > 0.5)
assert 0.3 < chance < 0.7, chance
