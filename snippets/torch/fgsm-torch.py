# concept: l-infinity-attacks
# prefix: [fgsm-torch, fgsm]
# description: One step of ε along the sign of the loss gradient
# needs: torch >= 1.13
# position: statement
# placeholders: {eps=8/255: ["8/255", "4/255", "0.1", "0.3"]}

# --- setup
import torch
import torch.nn.functional as F

weights = torch.tensor([1.0, -2.0, 0.5, 3.0])
x = torch.tensor([[0.2, 0.6, 0.5, 0.3]])
y = torch.tensor([0])


def score(x):
    return x @ weights - 0.4


def model(x):
    return torch.stack([-score(x) / 2, score(x) / 2], dim=1)

# --- snippet
def fgsm(model, x, y, eps=8/255):
    """x in [0, 1]; call model.eval() before."""
    x = x.detach().requires_grad_(True)
    loss = F.cross_entropy(model(x), y, reduction="sum")
    (gradient,) = torch.autograd.grad(loss, x)
    return (x + eps * gradient.sign()).clamp(0, 1).detach()

# --- test
assert abs(score(x).item() + 0.25) < 1e-6
assert score(fgsm(model, x, y, 0.038)).item() < 0 < score(fgsm(model, x, y, 0.039)).item()
assert (fgsm(model, x, y, 0.038) - x).abs().max().item() <= 0.038 + 1e-6
edge = torch.tensor([[0.0, 1.0, 0.5, 0.99]])
assert fgsm(model, edge, torch.tensor([1]), 0.1).min() >= 0 and fgsm(model, edge, y, 0.1).max() <= 1
