# concept: latent-space-navigation
# prefix: [latent-cma, latent-search]
# description: Search in latent space without gradients, by mutation and recombination
# needs: numpy >= 1.20
# position: statement
# placeholders: {sigma=0.5: [0.2, 0.5, 1.0], children=24: [12, 24, 48], generations=50: [20, 50, 200]}

# --- setup
import numpy as np

# --- snippet
def evolve_latent(cost, start, rng, sigma=0.5, children=24, generations=50):
    """A quarter of the children become the parents, whose mean is the next centre; the steps shrink as they agree."""
    centre, spread = np.array(start, dtype=float), np.full(len(start), sigma)
    for _ in range(generations):
        codes = centre + spread * rng.standard_normal((children, len(centre)))
        best = codes[np.argsort([cost(code) for code in codes])[: max(2, children // 4)]]
        centre, spread = best.mean(0), 0.5 * spread + 0.5 * best.std(0)
    return centre

# --- test
goal = np.linspace(-1, 1, 16)
cost = lambda code: float(np.sum((code - goal) ** 2))
start = np.zeros(16)
found = evolve_latent(cost, start, np.random.default_rng(0))
assert np.linalg.norm(found - goal) < 0.5 * np.linalg.norm(start - goal)
