# concept: latent-world-models
# prefix: [latent-mpc, random-shooting]
# description: Plans in a latent world model by random shooting
# needs: torch >= 1.13
# position: statement
# placeholders: {8: [8, 3, 15], 256: }

# --- setup
import torch

torch.manual_seed(0)

# --- snippet
@torch.no_grad()
def plan(encoder, dynamics, reward, observation, action_size, horizon=8, plans=256):
    """First action of the best of random plans; actions lie in [-1, 1]. observation: one, without a batch."""
    actions = torch.rand(plans, horizon, action_size) * 2 - 1
    z = encoder(observation.unsqueeze(0)).expand(plans, -1)
    total = torch.zeros(plans)
    for step in range(horizon):
        z = dynamics(z, actions[:, step])
        total = total + reward(z).reshape(plans)
    return actions[total.argmax(), 0]

# --- test
# A point that moves by a tenth of the action; reward is higher nearer to 1.
parts = (lambda o: o, lambda z, a: z + 0.1 * a, lambda z: -((z - 1) ** 2))
right = torch.stack([plan(*parts, torch.tensor([-1.0]), 1) for _ in range(20)]).mean()
left = torch.stack([plan(*parts, torch.tensor([3.0]), 1) for _ in range(20)]).mean()
assert right > 0.2 and left < -0.2, (right, left)
