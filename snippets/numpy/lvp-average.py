# concept: laser-voltage-probing
# prefix: [lvp-average, average-loops]
# description: Averages loops of a pattern and says how far the waveform stands out of the noise
# needs: numpy
# position: statement

# --- setup
import numpy as np

# --- snippet
def average_loops(traces):
    """traces: (loops, samples), all triggered alike. Returns the waveform less its mean and its noise."""
    mean = traces.mean(axis=0)
    noise = traces.std(axis=0, ddof=1).mean() / np.sqrt(len(traces))
    return mean - mean.mean(), noise

# --- test
rng = np.random.default_rng(0)
bits = np.repeat([1, 0, 1, 1, 0, 0, 1, 0], 32).astype(float)
wave = 2e-4 * (bits - bits.mean())
traces = wave + 1.512886e-3 * rng.standard_normal((16_384, 256))
counts = 4 ** np.arange(8)
ratio = [wave.std() / (average_loops(traces[:n])[0] - wave).std() if n > 1 else wave.std() / (traces[0] - wave).std() for n in counts]
slope = np.polyfit(np.log(counts), np.log(ratio), 1)[0]
assert 0.47 < slope < 0.53, slope
found, noise = average_loops(traces)
assert abs(noise / (1.512886e-3 / 128) - 1) < 0.02
assert ((found.reshape(8, 32).mean(1) > 0) == [1, 0, 1, 1, 0, 0, 1, 0]).all()
