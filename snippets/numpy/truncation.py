# concept: latent-space-manipulation
# prefix: [truncation, truncation-psi]
# description: Pull codes towards their mean, for better looking and less varied samples
# needs: numpy >= 1.20
# position: statement
# placeholders: {psi=0.7: [0.5, 0.7, 1.0]}

# --- setup
import numpy as np

rng = np.random.default_rng(0)

# --- snippet
def truncate(w, w_mean, psi=0.7):
    """psi 1 leaves the codes as they are, 0 makes all of them the mean. w_mean: over many mapped codes."""
    return w_mean + psi * (w - w_mean)

# --- test
w = 2 + rng.standard_normal((1000, 8))
mean = w.mean(axis=0)
assert np.allclose(truncate(w, mean, psi=0.0), mean)
assert np.allclose(truncate(w, mean, psi=1.0), w)
assert np.allclose(truncate(w, mean).var(axis=0) / w.var(axis=0), 0.49)
assert np.allclose(truncate(w, mean, psi=-1.0) + w, 2 * mean)
