# concept: latent-world-models
# prefix: [wm-loss, latent-consistency-loss]
# description: Consistency and reward loss of a world model over some imagined steps
# needs: torch >= 1.13
# position: statement

# --- setup
import torch
from torch import nn

torch.manual_seed(0)

# --- snippet
def world_model_loss(encoder, dynamics, reward_head, observations, actions, rewards, reward_weight=1.0):
    """observations: (steps + 1, batch, …); actions and rewards: (steps, batch, …)."""
    z = encoder(observations[0])
    loss = 0.0
    for step, action in enumerate(actions):
        z = dynamics(z, action)
        target = encoder(observations[step + 1]).detach()  # else the latents collapse to a point
        loss = loss + nn.functional.mse_loss(z, target)
        loss = loss + reward_weight * nn.functional.mse_loss(reward_head(z).squeeze(-1), rewards[step])
    return loss / len(actions)

# --- test
encoder, reward_head = nn.Linear(6, 3), nn.Linear(3, 1)
observations, actions, rewards = torch.randn(5, 8, 6), torch.randn(4, 8, 1), torch.randn(4, 8)
# With a transition that forgets z, only the target could carry a gradient to the encoder.
forgetful = nn.Linear(1, 3)
world_model_loss(encoder, lambda z, a: forgetful(a), reward_head, observations, actions, rewards).backward()
assert encoder.weight.grad is None and forgetful.weight.grad is not None
nn.functional.mse_loss(forgetful(actions[0]), encoder(observations[1])).backward()
assert encoder.weight.grad.abs().sum() > 0  # without detach there is one
zero = lambda z, a: torch.zeros_like(z)
found = world_model_loss(torch.ones_like, zero, lambda z: z[..., :1], observations, actions, rewards * 0 + 2)
assert found == 1 + 4
