# concept: laser-fib
# prefix: [haz-depth, heat-affected-zone]
# description: Depth to which a laser pulse heats a half-space above a limit
# needs: numpy
# position: statement
# placeholders: {rise=300.0: }

# --- setup
import numpy as np

# --- snippet
def damage_depth(heat, capacity, diffusivity, rise=300.0):
    """SI units: heat J/m^2 that stays behind, capacity J/(m^3 K), diffusivity m^2/s. Returns metres."""
    z = np.geomspace(1e-7, 1e-4, 2000)
    t = np.geomspace(1e-11, 1e-3, 400)[:, None]
    warmth = heat / (capacity * np.sqrt(np.pi * diffusivity * t)) * np.exp(-(z**2) / (4 * diffusivity * t))
    hot = z[warmth.max(axis=0) > rise]
    return hot[-1] if len(hot) else 0.0

# --- test
for capacity, diffusivity, depth in [(1.64e6, 8.8e-5, 0.98362), (1.6e6, 8.7e-7, 1.0082), (3.45e6, 1.17e-4, 0.46757)]:
    assert abs(1e6 * damage_depth(1000.0, capacity, diffusivity) / depth - 1) < 0.01
    assert abs(np.sqrt(2 / (np.pi * np.e)) * 1000 / (capacity * 300) * 1e6 / depth - 1) < 1e-3
