# concept: langevin-dynamics
# prefix: [ula-step-torch, ula-step]
# description: One unadjusted Langevin step from a log density, by autograd
# needs: torch >= 1.13
# position: statement
# placeholders: {eps=0.1: [0.01, 0.1, 0.5]}

# --- setup
import torch

torch.manual_seed(0)

# --- snippet
def ula_step(x, log_prob, eps=0.1):
    """log_prob gives one number a sample; a constant in it does not matter."""
    x = x.detach().requires_grad_(True)
    (score,) = torch.autograd.grad(log_prob(x).sum(), x)
    return (x + eps / 2 * score + eps**0.5 * torch.randn_like(x)).detach()

# --- test
x = torch.randn(20_000, 1)
for _ in range(300):
    x = ula_step(x, lambda x: -(x**2).sum(1) / 2, eps=1.0)
assert abs(x.var().item() - 4 / 3) < 0.03
assert not x.requires_grad
