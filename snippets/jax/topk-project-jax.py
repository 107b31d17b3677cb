# concept: l0-attacks
# prefix: [topk-project-jax, topk-project]
# description: Projection on the L0 ball, the k largest changes of each sample stay
# needs: jax >= 0.4
# position: statement
# placeholders: {k: }

# --- setup
import jax
import jax.numpy as jnp

delta = jax.random.normal(jax.random.PRNGKey(1), (3, 2, 4))
k = 3

# --- snippet
def topk_project(delta, k):
    """Keeps the k largest |delta| of each sample and sets the rest to zero."""
    flat = delta.reshape(len(delta), -1)
    _, kept = jax.lax.top_k(jnp.abs(flat), k)
    rows = jnp.arange(len(flat))[:, None]
    return jnp.zeros_like(flat).at[rows, kept].set(flat[rows, kept]).reshape(delta.shape)

# --- test
from itertools import combinations

import numpy as np

projected = topk_project(delta, k)
for before, after in zip(np.asarray(delta).reshape(3, -1), np.asarray(projected).reshape(3, -1)):
    changed = after != 0
    assert changed.sum() == k and np.array_equal(after[changed], before[changed])
    others = [np.linalg.norm(np.delete(before, c)) for c in combinations(range(8), k)]
    assert abs(np.linalg.norm(before - after) - min(others)) < 1e-6
