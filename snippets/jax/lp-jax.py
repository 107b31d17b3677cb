# concept: label-propagation
# prefix: [lp-jax, label-propagation]
# description: Clamped label propagation over a weighted graph, as one compiled loop
# needs: jax >= 0.4
# position: statement
# placeholders: {200: [200, 50, 1000]}

# --- setup
import jax
import jax.numpy as jnp

# --- snippet
def propagate_labels(A, Y, known, steps=200):
    """A: symmetric weights. Y: one-hot rows where `known`, zeros elsewhere. Returns class scores."""
    P = A / A.sum(axis=1, keepdims=True)
    step = lambda _, scores: jnp.where(known[:, None], Y, P @ scores)
    return jax.lax.fori_loop(0, steps, step, Y)

# --- test
A = jnp.zeros((6, 6))
for i, j, weight in [(0, 1, 1), (1, 2, 2), (2, 3, 1), (3, 4, 2), (4, 5, 1), (1, 4, 0.5)]:
    A = A.at[i, j].set(weight).at[j, i].set(weight)
known = jnp.array([True, False, False, False, False, True])
Y = jnp.zeros((6, 2)).at[0, 0].set(1).at[5, 1].set(1)
five = propagate_labels(A, Y, known, steps=5)
assert jnp.allclose(five[1:5, 0], jnp.array([0.471096, 0.297160, 0.171739, 0.109029]), atol=1e-6)
scores = jax.jit(propagate_labels)(A, Y, known)
assert jnp.allclose(scores[1:5, 0], jnp.array([0.666667, 0.583333, 0.416667, 0.333333]), atol=1e-5)
