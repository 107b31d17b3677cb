# concept: latent-failures
# prefix: [fit-bound, htol]
# description: Upper bound of the failure rate after a stress test, by the chi-square distribution
# needs: scipy
# position: statement
# placeholders: {confidence=0.6: [0.6, 0.9]}

# --- setup
from scipy.stats import chi2

# --- snippet
def fit_bound(failures, parts, hours, acceleration, confidence=0.6):
    """Failures in 1e9 hours of use that the test does not rule out."""
    return 1e9 * chi2.ppf(confidence, 2 * failures + 2) / (2 * parts * hours * acceleration)

# --- test
assert abs(fit_bound(0, 231, 1000, 77.645) - 51.09) < 0.01
assert fit_bound(1, 231, 1000, 77.645) > 2 * fit_bound(0, 231, 1000, 77.645)
