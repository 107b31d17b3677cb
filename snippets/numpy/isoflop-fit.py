# concept: llm-pretraining
# prefix: [isoflop-fit, scaling-law-fit]
# description: Fits A/N^alpha + B/D^beta to losses above a known floor
# needs: numpy >= 1.20
# position: statement

# --- setup
import numpy as np

# --- snippet
def fit_scaling_law(params, tokens, excess):
    """(A, alpha, B, beta) with the least relative error; `excess` is the loss above the floor, all arrays [runs]."""
    grid = np.round(np.arange(0.1, 1.601, 0.02), 2)
    best, law = np.inf, None
    for alpha in grid:
        for beta in grid:
            columns = np.stack([params**-alpha, tokens**-beta], axis=1) / excess[:, None]
            (a, b), *_ = np.linalg.lstsq(columns, np.ones(len(excess)), rcond=None)
            error = np.sum((columns @ (a, b) - 1) ** 2)
            if a > 0 and b > 0 and error < best:
                best, law = error, (a, alpha, b, beta)
    return law

# --- test
params, tokens = (x.ravel() for x in np.meshgrid([192.0, 576.0, 2112.0], [3e3, 3e4, 3e5]))
found = fit_scaling_law(params, tokens, 5 / params**0.5 + 20 / tokens**0.6)
assert np.allclose(found, (5, 0.5, 20, 0.6), rtol=1e-6), found
