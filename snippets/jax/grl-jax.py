# concept: language-adversarial-training
# prefix: [grl-jax, gradient-reversal]
# description: Gradient reversal layer, identity forward and -lambda times the gradient backward
# needs: jax >= 0.4
# position: statement

# --- setup
import jax
import jax.numpy as jnp

# --- snippet
@jax.custom_vjp
def gradient_reversal(x, lam):
    """Stands in front of the language discriminator; lam may change from step to step."""
    return x


gradient_reversal.defvjp(
    lambda x, lam: (x, lam),
    lambda lam, grad: (-lam * grad, jnp.zeros_like(lam)),
)

# --- test
def loss(x, lam):
    y = gradient_reversal(x, lam)
    return 3 * y[0] + 4 * y[1]


x = jnp.array([1.0, 2.0])
assert gradient_reversal(x, 0.5).tolist() == [1.0, 2.0]
for gradient in (jax.grad(loss), jax.jit(jax.grad(loss))):
    assert gradient(x, 0.5).tolist() == [-1.5, -2.0]
