# concept: latent-failures
# prefix: [weibull-fit, latent-failures]
# description: Fits shape and scale of a Weibull distribution, its location fixed at 0
# needs: scipy >= 1.9
# position: statement
# placeholders: {lives: }

# --- setup
import numpy as np
from scipy.stats import weibull_min

lives = 5000 * np.random.default_rng(0).weibull(0.7, 20_000)

# --- snippet
shape, _, scale = weibull_min.fit(lives, floc=0)

# --- test
assert abs(shape / 0.702 - 1) < 0.02 and abs(scale / 4960 - 1) < 0.02, (shape, scale)
assert abs(weibull_min.cdf(15_000, 0.7, scale=5000) - 0.884406) < 1e-6
assert weibull_min.cdf(15_000, 0.7, 5000) > 0.999, "the third argument is the location"
