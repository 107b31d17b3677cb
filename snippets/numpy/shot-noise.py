# concept: laser-voltage-probing
# prefix: [shot-noise, lvp-loops]
# description: Relative shot noise of detected light, and the loops that a signal to noise takes
# needs: numpy
# position: statement
# placeholders: {responsivity=0.7: , target=10.0: }

# --- setup
import numpy as np

# --- snippet
ELECTRON_CHARGE = 1.602176634e-19  # coulomb


def shot_noise(power, bandwidth, responsivity=0.7):
    """Relative deviation of a sample. Watts, hertz, amperes per watt."""
    return np.sqrt(2 * ELECTRON_CHARGE * bandwidth / (responsivity * power))


def loops_needed(rms_modulation, noise, target=10.0):
    """Loops to average until the signal is `target` times the noise."""
    return int(np.ceil((target * noise / rms_modulation) ** 2))

# --- test
noise = shot_noise(1e-3, 5e9)
assert abs(noise - 1.512886e-3) < 1e-8
assert abs(loops_needed(9.284127e-5, noise) - 26_554) <= 1
