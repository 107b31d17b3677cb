# concept: lagrangian-neural-networks
# prefix: [lnn-accel, euler-lagrange-torch]
# description: Accelerations from any Lagrangian by the Euler-Lagrange equation
# needs: torch >= 2.0
# position: statement

# --- setup
import torch

# --- snippet
def lagrangian_acceleration(lagrangian, q, v):
    """q and v: (batch, n); lagrangian gives one number a row. create_graph lets a loss reach its weights."""
    q, v = (x if x.requires_grad else x.detach().requires_grad_() for x in (q, v))
    by_q, by_v = torch.autograd.grad(lagrangian(q, v).sum(), (q, v), create_graph=True)
    rows = [
        torch.autograd.grad(column.sum(), (q, v), create_graph=True, materialize_grads=True)
        for column in by_v.unbind(1)
    ]
    mixed = torch.stack([row[0] for row in rows], 1)
    mass = torch.stack([row[1] for row in rows], 1)
    force = by_q - (mixed @ v.unsqueeze(-1)).squeeze(-1)
    return torch.linalg.solve(mass, force.unsqueeze(-1)).squeeze(-1)

# --- test
def pendulum(q, v):
    return (v**2 / 2 - (1 - torch.cos(q))).sum(1)


def gauged(q, v):
    return 3 * pendulum(q, v) + (torch.cos(q) * v).sum(1)


def double_pendulum(q, v):
    kinetic = v[:, 0] ** 2 + v[:, 1] ** 2 / 2 + v[:, 0] * v[:, 1] * torch.cos(q[:, 0] - q[:, 1])
    return kinetic + 2 * torch.cos(q[:, 0]) + torch.cos(q[:, 1])


q, v = torch.tensor([[1.0], [0.5]], dtype=torch.double), torch.tensor([[0.3], [0.2]], dtype=torch.double)
for lagrangian in (pendulum, gauged):
    torch.testing.assert_close(
        lagrangian_acceleration(lagrangian, q, v).detach(),
        torch.tensor([[-0.841471], [-0.479426]], dtype=torch.double),
        atol=1e-6,
        rtol=0,
    )
q, v = (torch.tensor([pair], dtype=torch.double) for pair in ((0.3, -0.5), (0.7, 0.2)))
expected = torch.tensor([[-0.791397, 1.382301]], dtype=torch.double)
torch.testing.assert_close(
    lagrangian_acceleration(double_pendulum, q, v).detach(), expected, atol=1e-6, rtol=0
)
weight = torch.tensor(2.0, dtype=torch.double, requires_grad=True)
lagrangian_acceleration(lambda q, v: pendulum(q, v) + weight * torch.cos(q).sum(1), q, v).sum().backward()
assert abs(weight.grad + torch.sin(q).sum()) < 1e-9  # the loss reaches the weight
