# concept: laser-fib
# prefix: [margin-opt, laser-margin]
# description: The margin that a laser should leave for the ion beam
# needs: scipy
# position: statement
# placeholders: {setup=1800.0: }

# --- setup
import numpy as np
from scipy.optimize import minimize_scalar
from scipy.stats import norm

# --- snippet
def best_margin(face, length, laser_rate, beam_rate, damage, sigma, redo, setup=1800.0):
    """face um^2, length um, rates um^3/s, damage and sigma um, redo and setup s. Returns margin and seconds."""
    def seconds(margin):
        work = face * (length - margin) / laser_rate + face * margin / beam_rate
        return setup + work + norm.cdf((damage - margin) / sigma) * redo

    found = minimize_scalar(seconds, bounds=(damage, length), method="bounded", options={"xatol": 1e-6})
    return (found.x, found.fun) if found.fun < seconds(0) else (0.0, seconds(0))

# --- test
margin, seconds = best_margin(200 * 150, 200, 4.618e5, 19.5, 0.923, 1.0, 4 * 3600)
cost = 200 * 150 * (1 / 19.5 - 1 / 4.618e5)
closed = 0.923 + np.sqrt(2 * np.log(4 * 3600 / (np.sqrt(2 * np.pi) * cost)))
assert abs(margin - closed) < 0.01 and abs(margin - 2.546) < 0.01
assert abs(seconds / 3600 - 1.80) < 0.01
assert best_margin(200 * 150, 200, 4.618e5, 19.5, 0.923, 1.0, 0)[0] == 0
