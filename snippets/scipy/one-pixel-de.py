# concept: l0-attacks
# prefix: [one-pixel-de, one-pixel]
# description: One-pixel attack by differential evolution; needs probabilities only
# needs: scipy >= 1.9
# position: statement
# placeholders: {popsize=400: [100, 400], maxiter=100: [30, 100]}

# --- setup
import numpy as np
from scipy.optimize import differential_evolution

rng = np.random.default_rng(3)
weights = rng.normal(size=(64, 3))
image = rng.random((8, 8))


def predict_proba(images):
    logits = images.reshape(len(images), -1) @ weights
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


label = int(predict_proba(image[None])[0].argmax())

# --- snippet
def one_pixel(image, label, predict_proba, popsize=400, maxiter=100, seed=0):
    """image: height x width x … in [0, 1]. Returns it with one pixel changed and the probability left to `label`."""
    height, width, *channels = image.shape
    values = int(np.prod(channels)) if channels else 1

    def changed(candidates):
        images = np.repeat(image[None], len(candidates), axis=0)
        row, column = candidates[:, 0].astype(int), candidates[:, 1].astype(int)
        images[np.arange(len(images)), row, column] = candidates[:, 2:].reshape(-1, *channels)
        return images

    bounds = [(0, height - 1e-9), (0, width - 1e-9)] + [(0, 1)] * values
    members = -(-popsize // len(bounds))
    result = differential_evolution(
        lambda candidates: predict_proba(changed(candidates.T))[:, label],
        bounds, popsize=members, maxiter=maxiter, polish=False, vectorized=True, updating="deferred", seed=seed,
    )
    return changed(result.x[None])[0], float(result.fun)

# --- test
attacked, left = one_pixel(image, label, predict_proba)
assert np.count_nonzero(attacked != image) == 1 and attacked.min() >= 0 and attacked.max() <= 1
scan = np.repeat(image[None], 128, axis=0)
scan.reshape(128, -1)[np.arange(128), np.arange(128) // 2] = np.arange(128) % 2
best = predict_proba(scan)[:, label].min()
assert best - 1e-9 <= left < predict_proba(image[None])[0, label]
assert left - best < 0.01
color = rng.random((4, 4, 3))
mean = one_pixel(color, 0, lambda images: np.stack([images.mean(axis=(1, 2, 3))] * 2, axis=1), 60, 20)
assert np.count_nonzero((mean[0] != color).any(axis=2)) == 1
