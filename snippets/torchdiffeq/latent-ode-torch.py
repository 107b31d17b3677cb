# concept: latent-odes
# prefix: [latent-ode-torch, latent-ode]
# description: Latent ODE with a GRU that reads the observations backwards, and its loss
# needs: [torch >= 1.13, torchdiffeq >= 0.2]
# position: statement
# placeholders: {dopri5: [dopri5, rk4], 1e-4: , 1e-6: }

# --- setup
import torch
from torch import nn
from torchdiffeq import odeint

torch.manual_seed(0)

# --- snippet
class LatentODE(nn.Module):
    def __init__(self, observed=1, latent=4, width=32):
        super().__init__()
        self.encoder = nn.GRU(observed + 1, width, batch_first=True)
        self.posterior = nn.Linear(width, 2 * latent)
        self.field = nn.Sequential(nn.Linear(latent, width), nn.Tanh(), nn.Linear(width, latent))
        self.decoder = nn.Linear(latent, observed)

    def forward(self, x, t):
        """x: (batch, times, observed) at the increasing times t: (times,). Returns values, mean, log variance."""
        gaps = torch.diff(t, prepend=t[:1]).expand(len(x), -1).unsqueeze(-1)
        backwards = torch.cat([x, gaps], -1).flip(1)
        mean, log_var = self.posterior(self.encoder(backwards)[1][-1]).chunk(2, -1)
        z0 = mean + torch.exp(log_var / 2) * torch.randn_like(mean)
        path = odeint(lambda t, z: self.field(z), z0, t, method="dopri5", rtol=1e-4, atol=1e-6)
        return self.decoder(path).transpose(0, 1), mean, log_var


def negative_elbo(values, mean, log_var, x, seen, noise=0.2, kl_weight=1.0):
    """seen is 1 where x was observed; let kl_weight grow from 0 to 1 in the first fifth of the training."""
    misfit = (seen * (values - x) ** 2).sum((1, 2)) / (2 * noise**2)
    kl = (mean**2 + log_var.exp() - log_var - 1).sum(-1) / 2
    return (misfit + kl_weight * kl).mean()

# --- test
model = LatentODE()
t = torch.tensor([0.0, 0.3, 1.1, 1.2, 4.0])
x = torch.randn(8, 5, 1)
values, mean, log_var = model(x, t)
assert values.shape == (8, 5, 1) and mean.shape == (8, 4)
loss = negative_elbo(values, mean, log_var, x, torch.ones_like(x))
assert torch.isfinite(loss)
loss.backward()
assert model.encoder.weight_ih_l0.grad.abs().sum() > 0
zero = torch.zeros(8, 4)
assert negative_elbo(x, zero, zero, x, torch.ones_like(x)) == 0  # a perfect fit and the prior cost nothing
assert abs(negative_elbo(x, zero + 1, zero, x, torch.ones_like(x)) - 2) < 1e-6  # four dimensions, a half each
