# concept: langevin-dynamics
# prefix: [ula-step-np, ula-step]
# description: One unadjusted Langevin step from a score function
# needs: numpy >= 1.20
# position: statement
# placeholders: {eps=0.1: [0.01, 0.1, 0.5]}

# --- setup
import numpy as np

rng = np.random.default_rng(0)

# --- snippet
def ula_step(x, score, rng, eps=0.1):
    """score(x) is the gradient of the log density; eps has to stay below four times its smallest variance."""
    return x + eps / 2 * score(x) + np.sqrt(eps) * rng.standard_normal(x.shape)

# --- test
x = rng.standard_normal(100_000)
for _ in range(300):
    x = ula_step(x, lambda x: -x, rng, eps=1.0)
assert abs(x.var() - 4 / 3) < 0.03
y = rng.standard_normal((20_000, 2))
for _ in range(200):
    y = ula_step(y, lambda y: -y, rng)
assert np.abs(y.var(axis=0) - 1 / (1 - 0.1 / 4)).max() < 0.04
