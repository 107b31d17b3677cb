# concept: latent-failures
# prefix: [weibull-mixture, latent-failures]
# description: Lives and failures of a lot with a small share of weak parts
# needs: numpy
# position: statement
# placeholders: {p=0.002: , weak=(0.7, 5e3): , main=(2.5, 1e7): }

# --- setup
import numpy as np

# --- snippet
def lot_failed(t, p=0.002, weak=(0.7, 5e3), main=(2.5, 1e7)):
    """Share that has failed by t hours; weak and main are (shape, scale). Exact where it is tiny."""
    failed = lambda shape, scale: -np.expm1(-((np.asarray(t, float) / scale) ** shape))
    return p * failed(*weak) + (1 - p) * failed(*main)


def draw_lives(rng, parts, p=0.002, weak=(0.7, 5e3), main=(2.5, 1e7)):
    """Hours until each part fails."""
    is_weak = rng.random(parts) < p
    shape, scale = (np.where(is_weak, w, m) for w, m in zip(weak, main))
    return scale * rng.weibull(shape)

# --- test
assert abs(1e6 * lot_failed(15_000) - 1768.90) < 0.01
lives = draw_lives(np.random.default_rng(0), 1_000_000)
expected = 1e6 * lot_failed(15_000)
assert abs((lives <= 15_000).sum() - expected) < 4 * expected**0.5
