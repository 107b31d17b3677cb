# concept: label-flipping
# prefix: [forward-correction-jax, forward-correction]
# description: Cross-entropy through a known noise matrix, so that the model learns the true labels
# needs: jax >= 0.4
# position: statement

# --- setup
import jax
import jax.numpy as jnp

logits = jnp.array([[1.0, 0.0]])
noisy_labels = jnp.array([1])
T = jnp.array([[0.8, 0.2], [0.3, 0.7]])

# --- snippet
def forward_correction(logits, noisy_labels, T):
    """T[i, j]: probability that a label of true class i is given as j; rows sum to 1."""
    seen = jax.nn.softmax(logits) @ T
    own = jnp.take_along_axis(seen, noisy_labels[:, None], axis=1)
    return -jnp.log(jnp.maximum(own, 1e-12)).mean()

# --- test
assert abs(float(forward_correction(logits, noisy_labels, T)) - 1.095206) < 1e-5
plain = -jax.nn.log_softmax(logits)[0, 1]
assert abs(float(forward_correction(logits, noisy_labels, jnp.eye(2)) - plain)) < 1e-6
