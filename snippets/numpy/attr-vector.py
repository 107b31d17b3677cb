# concept: latent-space-arithmetic
# prefix: [attr-vector, attribute-vector]
# description: Attribute vector from labelled codes, and the edit that adds it
# needs: numpy >= 1.20
# position: statement
# placeholders: {alpha=1.0: [0.5, 1.0, 1.5]}

# --- setup
import numpy as np

rng = np.random.default_rng(0)

# --- snippet
def attribute_vector(z, has):
    """z: codes, one a row (means of the posterior, not samples); has: which of them show the attribute."""
    return z[has].mean(axis=0) - z[~has].mean(axis=0)


def add_attribute(z, vector, alpha=1.0):
    return z + alpha * vector

# --- test
planted = np.array([2.0, 0.0, -1.0, 0.0, 0.0, 0.5])
sides = {True: 20, False: 40}
has = np.repeat([True, False], [sides[True], sides[False]])
errors = []
for _ in range(400):
    z = rng.standard_normal((60, 6)) + np.outer(has, planted)
    errors.append(((attribute_vector(z, has) - planted) ** 2).sum())
expected = 6 * (1 / sides[True] + 1 / sides[False])
assert abs(np.mean(errors) / expected - 1) < 0.15, np.mean(errors)
assert np.allclose(add_attribute(np.zeros(6), planted, alpha=0.5), planted / 2)
assert np.allclose(add_attribute(np.ones((3, 6)), planted), 1 + planted)
