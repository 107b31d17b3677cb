# concept: l-infinity-attacks
# prefix: [fgsm-jax, fgsm]
# description: One step of ε along the sign of the loss gradient
# needs: jax >= 0.4
# position: statement
# placeholders: {eps=8/255: ["8/255", "4/255", "0.1", "0.3"]}

# --- setup
import jax
import jax.numpy as jnp

weights = jnp.array([1.0, -2.0, 0.5, 3.0])
x = jnp.array([[0.2, 0.6, 0.5, 0.3]])
y = jnp.array([0])


def score(x):
    return x @ weights - 0.4


def model(x):
    return jnp.stack([-score(x) / 2, score(x) / 2], axis=1)

# --- snippet
def fgsm(model, x, y, eps=8/255):
    """x in [0, 1]; the model returns logits."""
    def loss(x):
        log_probs = jax.nn.log_softmax(model(x))
        return -jnp.take_along_axis(log_probs, y[:, None], axis=1).sum()

    return jnp.clip(x + eps * jnp.sign(jax.grad(loss)(x)), 0, 1)

# --- test
assert abs(float(score(x)[0]) + 0.25) < 1e-6
assert float(score(fgsm(model, x, y, 0.038))[0]) < 0 < float(score(fgsm(model, x, y, 0.039))[0])
assert float(jnp.abs(fgsm(model, x, y, 0.038) - x).max()) <= 0.038 + 1e-6
