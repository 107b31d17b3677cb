# concept: langevin-dynamics
# prefix: [annealed-langevin-torch, annealed-langevin]
# description: Langevin steps over falling noise levels, with a score that knows the level
# needs: torch >= 1.13
# position: statement
# placeholders: {steps=50: [5, 50, 100], scale=0.2: [0.05, 0.2]}

# --- setup
import torch

torch.manual_seed(0)
means, weights = torch.tensor([[-2.0, 0.0], [2.0, 0.0]]), torch.tensor([0.8, 0.2])
sigmas = torch.logspace(torch.log10(torch.tensor(4.0)), torch.log10(torch.tensor(0.05)), 10)
x = torch.rand(1000, 2) * 8 - 4


def score(x, sigma):
    v = 0.25 + sigma**2
    share = torch.softmax(weights.log() - ((x[:, None] - means) ** 2).sum(2) / (2 * v), dim=1)
    return (share @ means - x) / v

# --- snippet
@torch.no_grad()
def annealed_langevin(x, score, sigmas, data_variance, steps=50, scale=0.2):
    """score(x, sigma) of the density after noise sigma; sigmas fall from about the width of the data. Steps grow with the variance."""
    for sigma in sigmas:
        eps = scale * (data_variance + sigma**2)
        for _ in range(steps):
            x = x + eps / 2 * score(x, sigma) + eps**0.5 * torch.randn_like(x)
    return x

# --- test
assert abs(score(torch.tensor([[0.5, -0.3]]), torch.tensor(2.0))[0, 0].item() + 0.319215) < 1e-5
samples = annealed_langevin(x, score, sigmas, 0.25)
assert abs((samples[:, 0] < 0).float().mean().item() - 0.8) < 0.05
right = torch.randn(1000, 2) * 0.5 + means[1]
assert abs((annealed_langevin(right, score, sigmas, 0.25)[:, 0] < 0).float().mean().item() - 0.8) < 0.05
assert (annealed_langevin(right, score, [torch.tensor(0.05)], 0.25, steps=500)[:, 0] < 0).float().mean() < 0.4
