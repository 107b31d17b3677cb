# concept: latent-space-disentanglement
# prefix: [sap, sap-score]
# description: SAP score of codes against continuous factors, from squared correlations
# needs: numpy >= 1.20
# position: statement

# --- setup
import numpy as np

rng = np.random.default_rng(0)

# --- snippet
def sap_score(codes, factors):
    """One row a sample: mean gap between the two latents that explain a factor best."""
    latents = codes.shape[1]
    explained = np.corrcoef(codes, factors, rowvar=False)[:latents, latents:] ** 2
    ranked = np.sort(explained, axis=0)
    return float(np.mean(ranked[-1] - ranked[-2]))

# --- test
factors = rng.uniform(-1, 1, size=(2000, 2))
assert sap_score(factors, factors) > 0.95
turned = factors @ np.array([[1, 1], [1, -1]]) / np.sqrt(2)
assert sap_score(turned, factors) < 0.05
