# concept: l2-attacks
# prefix: [fgm-jax, fgm]
# description: One step of length ε along the loss gradient
# needs: jax >= 0.4
# position: statement
# placeholders: {eps=0.5: [0.5, 1.0, 3.0]}

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
def fgm(model, x, y, eps=0.5):
    """x in [0, 1]; the model returns logits."""
    def loss(x):
        log_probs = jax.nn.log_softmax(model(x))
        return -jnp.take_along_axis(log_probs, y[:, None], axis=1).sum()

    gradient = jax.grad(loss)(x)
    length = jnp.sqrt((gradient**2).sum(axis=tuple(range(1, x.ndim)), keepdims=True))
    return jnp.clip(x + eps * gradient / (length + 1e-12), 0, 1)

# --- test
assert abs(float(jnp.linalg.norm(fgm(model, x, y, 0.1) - x)) - 0.1) < 1e-6
assert float(score(fgm(model, x, y, 0.066))[0]) < 0 < float(score(fgm(model, x, y, 0.0665))[0])
