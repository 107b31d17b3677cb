# concept: language-specific-pretraining
# also: [language-model-pretraining]
# prefix: [lang-sampling, language-sampling]
# description: How often to draw each language of a multilingual corpus, smoothed by an exponent
# needs: numpy >= 1.20
# position: statement
# placeholders: {alpha=0.3: [0.3, 0.5, 0.7]}

# --- setup
import numpy as np

sizes = np.array([0.9, 0.1])

# --- snippet
def sampling_rates(sizes, alpha=0.3):
    """sizes: sentences or tokens per language. alpha 1 draws by size, 0 draws all languages alike."""
    shares = np.asarray(sizes) / np.sum(sizes)
    smoothed = shares**alpha
    return smoothed / smoothed.sum()


rates = sampling_rates(sizes)

# --- test
assert np.allclose(rates, [0.659, 0.341], atol=5e-4)
assert np.allclose(sampling_rates(sizes, 1.0), [0.9, 0.1])
assert np.allclose(sampling_rates(sizes, 0.0), [0.5, 0.5])
