# concept: latent-failures
# prefix: [burn-in-dppm, burn-in]
# description: Defective parts per million in the field after a burn-in, and its fallout
# needs: numpy
# position: statement
# placeholders: {mission=15_000: , p=0.002: , weak=(0.7, 5e3): , main=(2.5, 1e7): }

# --- setup
import numpy as np

# --- snippet
def after_burn_in(aged, mission=15_000, p=0.002, weak=(0.7, 5e3), main=(2.5, 1e7)):
    """aged: burn-in hours times the acceleration factor. Returns field DPPM and fallout in ppm."""
    def failed(t):
        share = lambda shape, scale: -np.expm1(-((t / scale) ** shape))
        return p * share(*weak) + (1 - p) * share(*main)

    before, after = -np.log1p(-failed(aged)), -np.log1p(-failed(aged + mission))
    return 1e6 * -np.expm1(before - after), 1e6 * failed(aged)

# --- test
for hours, dppm in [(0, 1768.90), (8, 632.36), (24, 196.32), (96, 7.744), (168, 4.383), (500, 18.94)]:
    assert abs(after_burn_in(573.726 * hours)[0] / dppm - 1) < 1e-3, hours
assert abs(after_burn_in(573.726 * 24)[1] - 1737.97) < 0.1
