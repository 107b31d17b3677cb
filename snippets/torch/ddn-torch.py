# concept: l2-attacks
# prefix: [ddn-torch, ddn]
# description: Shortest L2 change by decoupled direction and norm
# needs: torch >= 1.13
# position: statement
# placeholders: {steps=100: [50, 100, 300], gamma=0.05: [0.05, 0.01]}

# --- setup
import math

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
def ddn(model, x, y, steps=100, gamma=0.05):
    """Returns the images and their distances; infinite where none was found. x in [0, 1]."""
    def column(v):
        return v.view(-1, *[1] * (x.dim() - 1))

    best, best_length = x.clone(), torch.full((len(x),), math.inf)
    delta, radius = torch.zeros_like(x), torch.ones(len(x))
    for k in range(steps):
        delta.requires_grad_(True)
        logits = model(x + delta)
        (gradient,) = torch.autograd.grad(F.cross_entropy(logits, y, reduction="sum"), delta)
        delta = delta.detach()
        length, fooled = delta.flatten(1).norm(dim=1), logits.argmax(1) != y
        shorter = fooled & (length < best_length)
        best, best_length = torch.where(column(shorter), x + delta, best), torch.where(shorter, length, best_length)
        radius = radius * torch.where(fooled, 1 - gamma, 1 + gamma)
        alpha = 0.01 + 0.5 * 0.99 * (1 + math.cos(math.pi * k / steps))
        delta = delta + alpha * gradient / column(gradient.flatten(1).norm(dim=1).clamp_min(1e-12))
        delta = delta * column(radius / delta.flatten(1).norm(dim=1).clamp_min(1e-12))
        delta = (x + delta).clamp(0, 1) - x
    return best, best_length

# --- test
images, lengths = ddn(model, x, y, steps=200)
assert abs(lengths.item() - 0.0662266) < 0.01 * 0.0662266
assert score(images).item() > 0
assert abs((images - x).norm().item() - lengths.item()) < 1e-6
