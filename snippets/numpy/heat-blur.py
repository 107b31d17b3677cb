# concept: laser-repair
# prefix: [heat-blur, pulse-length]
# description: Blurs a fluence map by the heat that spreads during a pulse
# needs: numpy
# position: statement
# placeholders: {diffusivity=29.0: }

# --- setup
import numpy as np

# --- snippet
def heat_blur(fluence, pulse, pixel, diffusivity=29.0):
    """pulse in us, pixel in um, diffusivity in um^2/us (chrome: 29). Two Gaussians of sigma sqrt(2 D tau)."""
    sigma = np.sqrt(2 * diffusivity * pulse)
    if sigma < pixel / 4:
        return fluence
    x = np.arange(len(fluence)) * pixel
    spread = np.exp(-((x[:, None] - x) ** 2) / (2 * sigma**2)) * pixel / (sigma * np.sqrt(2 * np.pi))
    return spread @ fluence @ spread

# --- test
x = (np.arange(256) - 127.5) * 0.05
profile = np.exp(-2 * x**2 / 0.8**2)
spot = np.outer(profile, profile)
blurred = heat_blur(spot, 1e-3, 0.05)
assert abs(blurred.sum() / spot.sum() - 1) < 1e-3
assert abs(blurred.max() * (0.8**2 + 8 * 29 * 1e-3) / 0.8**2 - 1) < 0.01
assert heat_blur(spot, 1e-7, 0.05) is spot
