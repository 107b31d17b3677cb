# concept: latent-odes
# prefix: [rk4-torch, runge-kutta-torch]
# description: Differential equation by Runge-Kutta of fourth order with a fixed step
# needs: torch >= 1.10
# position: statement

# --- setup
import torch

# --- snippet
def rk4(f, y0, t):
    """States at the times t, one step between two of them; f(t, y) as in torchdiffeq."""
    path = [y0]
    for now, later in zip(t[:-1], t[1:]):
        y, h = path[-1], later - now
        k1 = f(now, y)
        k2 = f(now + h / 2, y + h / 2 * k1)
        k3 = f(now + h / 2, y + h / 2 * k2)
        k4 = f(later, y + h * k3)
        path.append(y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4))
    return torch.stack(path)

# --- test
t = torch.linspace(0, 1, 11, dtype=torch.double)
decay = rk4(lambda t, y: -y, torch.ones(1, dtype=torch.double), t)
assert abs(decay[-1] - 0.36787977) < 1e-8 and abs(decay[-1] - torch.exp(-t[-1])) < 4e-7
t = torch.arange(0, 1257, dtype=torch.double) * 0.05  # ten periods
swing = rk4(lambda t, y: torch.stack([y[1], -y[0]]), torch.tensor([1.0, 0.0], dtype=torch.double), t)
energy = swing.square().sum(1) / 2
assert (energy - 0.5).abs().max() < 1.5e-6
