# concept: label-smoothing
# prefix: [ls-optax, label-smoothing]
# description: Cross-entropy on smoothed labels, one loss per row
# needs: optax >= 0.1.0
# position: statement
# placeholders: {labels: , num_classes: , logits: , 0.1: [0.1, 0.05, 0.2]}

# --- setup
import jax
import optax

num_classes = 5
logits = jax.numpy.array([[2, -1, 0.5, 0, 1], [0.1, 0.2, 3, -0.5, 0], [-1, 0, 1, 2, -2]])
labels = jax.numpy.array([0, 2, 1])

# --- snippet
targets = optax.smooth_labels(jax.nn.one_hot(labels, num_classes), 0.1)
loss = optax.softmax_cross_entropy(logits, targets)

# --- test
assert jax.numpy.allclose(targets[1], jax.numpy.array([0.02, 0.02, 0.92, 0.02, 0.02]), atol=1e-6)
assert jax.numpy.allclose(loss, jax.numpy.array([0.724438, 0.422830, 2.451914]), atol=1e-5)
assert abs(float(loss.mean()) - 1.199728) < 1e-5
