# concept: laser-voltage-probing
# prefix: [lock-in, lvi]
# description: Amplitude and phase of one frequency by two reference products
# needs: numpy
# position: statement

# --- setup
import numpy as np

# --- snippet
def lock_in(samples, frequency, sample_rate):
    """samples: (..., time), whole periods of the frequency. Returns amplitude and phase of a sine."""
    angle = 2 * np.pi * frequency / sample_rate * np.arange(samples.shape[-1])
    x = 2 * (samples * np.sin(angle)).mean(-1)
    y = 2 * (samples * np.cos(angle)).mean(-1)
    return np.hypot(x, y), np.arctan2(y, x)

# --- test
t = np.arange(1000) / 1e6
amplitude, phase = lock_in(0.3 * np.sin(2 * np.pi * 50e3 * t + 0.7), 50e3, 1e6)
assert abs(amplitude - 0.3) < 1e-6 and abs(phase - 0.7) < 1e-6
square = np.tile([1, 1, 1, 1, -1, -1, -1, -1], 16)
assert abs(lock_in(square, 1, 8)[0] - 1.306563) < 1e-6
assert lock_in(np.ones((3, 5, 1000)), 50e3, 1e6)[0].max() < 1e-12
