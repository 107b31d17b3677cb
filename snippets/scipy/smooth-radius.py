# concept: l2-attacks
# prefix: [smooth-radius, randomized-smoothing]
# description: Certified L2 radius of a smoothed classifier from counts over noisy copies
# needs: scipy >= 1.5
# position: statement
# placeholders: {alpha=0.001: [0.001, 0.01]}

# --- setup
from scipy.stats import beta, norm

# --- snippet
def certified_radius(count, n, sigma, alpha=0.001):
    """count of n noisy copies got the top class; 0 where nothing can be certified with confidence 1 - alpha."""
    lower = beta.ppf(alpha, count, n - count + 1)
    return max(0.0, sigma * norm.ppf(lower))

# --- test
assert abs(0.25 / 2 * (norm.ppf(0.9) - norm.ppf(0.1)) - 0.320388) < 1e-6
wide, narrow = certified_radius(900, 1000, 0.25), certified_radius(900_000, 1_000_000, 0.25)
assert wide < narrow < 0.320388 and abs(narrow - 0.320388) < 2e-3
assert certified_radius(500, 1000, 0.25) == 0
assert abs(certified_radius(1000, 1000, 0.25) - 0.25 * norm.ppf(0.001 ** (1 / 1000))) < 1e-9
