# concept: lagrangian-neural-networks
# prefix: lnn-train
# description: Lagrangian network of one coordinate, fitted to accelerations
# needs: torch >= 1.13
# position: statement
# placeholders: {32: [32, 16, 64], nn.Softplus: [nn.Softplus, nn.Tanh, nn.SiLU]}

# --- setup
import torch
from torch import nn

torch.manual_seed(0)
q, v = torch.empty(200, 1).uniform_(-2, 2), torch.empty(200, 1).uniform_(-1.5, 1.5)
target = -torch.sin(q)

# --- snippet
class LagrangianNetwork(nn.Module):
    """L = v²/2 + net(q, v): the fixed part takes the freedom of scale away."""

    def __init__(self, width=32):
        super().__init__()
        layers = [nn.Linear(2, width), nn.Softplus(), nn.Linear(width, width), nn.Softplus()]
        self.net = nn.Sequential(*layers, nn.Linear(width, 1))

    def forward(self, q, v):
        """The acceleration; q and v: (batch, 1)."""
        q, v = q.detach().requires_grad_(), v.detach().requires_grad_()
        lagrangian = v**2 / 2 + self.net(torch.cat([q, v], 1))
        by_q, by_v = torch.autograd.grad(lagrangian.sum(), (q, v), create_graph=True)
        by_vq, by_vv = torch.autograd.grad(by_v.sum(), (q, v), create_graph=True)
        return (by_q - by_vq * v) / by_vv.clamp(min=0.1)


model = LagrangianNetwork()
optimizer = torch.optim.Adam(model.parameters(), lr=1e-2)
losses = []
for step in range(300):
    loss = nn.functional.mse_loss(model(q, v), target)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    losses.append(loss.item())  # of noise-free accelerations

# --- test
assert losses[0] > 0.2, losses[0]
assert losses[-1] < 0.02, losses[-1]
