# concept: latent-upscaling
# prefix: [wiener-upscale, upscale-numpy]
# description: Noise added to enlarged coefficients and removed again, exactly, for Gaussian textures
# needs: numpy >= 1.20
# position: statement
# placeholders: {strength=0.5: ["0.5", "0.3", "0.7"]}

# --- setup
import numpy as np

rng = np.random.default_rng(0)
n = 32
k = np.arange(n)
basis = np.sqrt(2 / n) * np.cos(np.pi * (k + 0.5) * k[:, None] / n)
basis[0] /= np.sqrt(2)
frequency = np.hypot(k, k[:, None])
variance = 1 / (1 + (frequency / 2) ** 2)
variance[0, 0] = 0
variance *= n**2 / variance.sum()

# --- snippet
def denoise_again(enlarged, variance, rng, strength=0.5):
    """Coefficients in an orthonormal basis; variance is what the model expects of each. Strength 1 is noise alone."""
    sigma = np.tan(min(strength, 1 - 1e-9) * np.pi / 2)
    gain = np.sqrt(variance / (variance + sigma**2))
    return gain * (enlarged + sigma * rng.standard_normal(enlarged.shape))

# --- test
place = np.clip((k + 0.5) / 2 - 0.5, 0, n // 2 - 1)
up = np.maximum(0, 1 - np.abs(place[:, None] - np.arange(n // 2)))
down = (k // 2 == np.arange(n // 2)[:, None]) / 2
enlarge = basis @ up @ down @ basis.T
fine, coarse = frequency >= 16, (frequency > 0) & (frequency < 4)
assert (fine.sum(), coarse.sum()) == (810, 14)
for strength, power, agreement in [(0, 0.0250, 0.9997), (0.3, 0.4428, 0.9936), (0.5, 0.7366, 0.9769), (0.9, 0.9905, 0.6043)]:
    sums = np.zeros(3)
    got = 0
    for _ in range(300):
        true = np.sqrt(variance) * rng.standard_normal((n, n))
        y = denoise_again(enlarge @ true @ enlarge.T, variance, rng, strength)
        got += (y[fine] ** 2).sum() / variance[fine].sum() / 300
        sums += [(y * true)[coarse].sum(), (y[coarse] ** 2).sum(), (true[coarse] ** 2).sum()]
    assert abs(got - power) < 0.01, (strength, got)
    assert abs(sums[0] / np.sqrt(sums[1] * sums[2]) - agreement) < 0.03, (strength, sums)
