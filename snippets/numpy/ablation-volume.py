# concept: laser-fib
# prefix: [ablation-volume, crater]
# description: Volume that a Gaussian laser pulse removes
# needs: numpy
# position: statement
# placeholders: {depth=0.03: }

# --- setup
import numpy as np

# --- snippet
def crater_volume(w0, ratio, depth=0.03):
    """w0: radius at 1/e^2. ratio: peak fluence over threshold. depth: that of a pulse, in the unit of w0."""
    return np.pi / 4 * w0**2 * depth * np.log(np.maximum(ratio, 1)) ** 2

# --- test
step = 35 / 400
x = (np.arange(400) + 0.5) * step - 17.5
hole = 0.03 * np.maximum(0, 2 - 2 * (x[:, None] ** 2 + x**2) / 7**2)
assert abs(crater_volume(7, np.e**2) - 4.618141) < 1e-6
assert abs(hole.sum() * step**2 / 4.618141 - 1) < 1e-3
ratios = np.linspace(1.1, 40, 4000)
assert abs(ratios[np.argmax(crater_volume(7, ratios) / ratios)] - np.e**2) < 0.02
assert crater_volume(7, 0.5) == 0
