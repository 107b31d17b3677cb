# concept: lagrangian-neural-networks
# prefix: delan-1d
# description: Acceleration from a learnt mass and a learnt potential of one coordinate
# needs: torch >= 1.13
# position: statement

# --- setup
import torch
from torch import nn

torch.manual_seed(0)

# --- snippet
class MassAndPotential(nn.Module):
    """L = M(q)·v²/2 − V(q) with M above 0, so that dividing by it is safe."""

    def __init__(self, width=32):
        super().__init__()
        self.mass_net = nn.Sequential(nn.Linear(1, width), nn.Tanh(), nn.Linear(width, 1))
        self.potential = nn.Sequential(nn.Linear(1, width), nn.Tanh(), nn.Linear(width, 1))

    def mass(self, q):
        return nn.functional.softplus(self.mass_net(q)) + 0.01

    def forward(self, q, v, force=0.0):
        """The acceleration; q and v: (batch, 1). Friction and motors go into force."""
        q = q.detach().requires_grad_()
        mass = self.mass(q)
        by_q = torch.autograd.grad(mass.sum(), q, create_graph=True)[0]
        slope = torch.autograd.grad(self.potential(q).sum(), q, create_graph=True)[0]
        return (force - by_q * v**2 / 2 - slope) / mass

# --- test
model = MassAndPotential()
q, v = torch.randn(1000, 1) * 5, torch.randn(1000, 1)
assert (model.mass(q) > 0).all()
faster = model(q, 2 * v) - model(q, v)
q.requires_grad_()
expected = -1.5 * torch.autograd.grad(model.mass(q).sum(), q)[0] * v**2 / model.mass(q)
torch.testing.assert_close(faster, expected, atol=1e-5, rtol=1e-4)
model(q, v).square().mean().backward()
assert all(p.grad is not None for p in model.mass_net.parameters())
