# concept: late-fusion
# prefix: [fuse-jax, late-fusion]
# description: Weighted average and log-linear fusion of logits
# needs: jax >= 0.4
# position: statement

# --- setup
import jax
import jax.numpy as jnp

# --- snippet
def fuse_logits(logits, weights, log_linear=False):
    """logits: (models, batch, classes). weights: (models,), not negative. Returns class probabilities."""
    weights = weights / weights.sum()
    log_p = jax.nn.log_softmax(logits)
    if log_linear:
        return jax.nn.softmax(jnp.tensordot(weights, log_p, axes=1))
    return jnp.tensordot(weights, jnp.exp(log_p), axes=1)

# --- test
logits = jnp.log(jnp.array([[[0.7, 0.2, 0.1]], [[0.4, 0.5, 0.1]]]))
assert jnp.allclose(fuse_logits(logits, jnp.ones(2)), jnp.array([[0.55, 0.35, 0.1]]), atol=1e-6)
weights = jnp.array([0.6, 0.4])
assert jnp.allclose(jax.jit(fuse_logits)(logits, weights), jnp.array([[0.58, 0.32, 0.1]]), atol=1e-6)
expected = jnp.array([[0.590211, 0.304320, 0.105469]])
assert jnp.allclose(fuse_logits(logits, weights, log_linear=True), expected, atol=1e-6)
