# concept: latent-world-models
# prefix: wm-loss-jax
# description: Consistency and reward loss of a world model over some imagined steps
# needs: jax >= 0.4
# position: statement

# --- setup
import jax
import jax.numpy as jnp

# --- snippet
def world_model_loss(encode, dynamics, reward, observations, actions, rewards, reward_weight=1.0):
    """observations: (steps + 1, batch, …); actions and rewards: (steps, batch, …)."""
    z = encode(observations[0])
    loss = 0.0
    for step, action in enumerate(actions):
        z = dynamics(z, action)
        target = jax.lax.stop_gradient(encode(observations[step + 1]))  # else the latents collapse
        loss += jnp.mean((z - target) ** 2)
        loss += reward_weight * jnp.mean((reward(z) - rewards[step]) ** 2)
    return loss / len(actions)

# --- test
observations, actions, rewards = jnp.ones((3, 4, 2)), jnp.ones((2, 4, 1)), jnp.zeros((2, 4))


def loss(weight):
    return world_model_loss(
        lambda o: weight * o, lambda z, a: jnp.zeros_like(z), lambda z: z[:, 0], observations, actions, rewards
    )


assert loss(2.0) == 4.0
assert jax.grad(loss)(2.0) == 0.0  # only the target knows the weight
