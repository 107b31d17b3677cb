# concept: l2-attacks
# prefix: [cw-l2-torch, cw-l2]
# description: Carlini and Wagner, shortest L2 change with a search for the trade-off c
# needs: torch >= 1.13
# position: statement
# placeholders: {searches=9: [5, 9], steps=1000: [200, 1000, 10000], lr=0.01: [0.01, 0.05], kappa=0: [0, 5, 20]}

# --- setup
import math

import torch

weights = torch.tensor([1.0, -2.0, 0.5, 3.0])
x = torch.tensor([[0.2, 0.6, 0.5, 0.3]])
y = torch.tensor([0])


def score(x):
    return x @ weights - 0.4


def model(x):
    return torch.stack([-score(x) / 2, score(x) / 2], dim=1)

# --- snippet
def cw_l2(model, x, y, searches=9, steps=1000, lr=0.01, kappa=0):
    """Returns the images and their distances; infinite where none was found. x in [0, 1]; the model returns logits."""
    def column(v):
        return v.view(-1, *[1] * (x.dim() - 1))

    best, best_length = x.clone(), torch.full((len(x),), math.inf)
    c, low, high = torch.ones(len(x)), torch.zeros(len(x)), torch.full((len(x),), math.inf)
    for _ in range(searches):
        v = torch.atanh((2 * x - 1).clamp(-0.999999, 0.999999)).requires_grad_(True)
        optimizer = torch.optim.Adam([v], lr=lr)
        worked = torch.zeros(len(x), dtype=torch.bool)
        for _ in range(steps):
            at = (torch.tanh(v) + 1) / 2
            logits = model(at)
            others = logits.scatter(1, y[:, None], -math.inf).amax(1)
            lead = others - logits.gather(1, y[:, None])[:, 0]
            square = (at - x).flatten(1).square().sum(1)
            optimizer.zero_grad()
            (square + c * (kappa - lead).clamp_min(0)).sum().backward()
            optimizer.step()
            fooled = (lead > 0) & (lead >= kappa)
            worked, length = worked | fooled, square.detach().sqrt()
            shorter = fooled & (length < best_length)
            best = torch.where(column(shorter), at.detach(), best)
            best_length = torch.where(shorter, length, best_length)
        high = torch.where(worked, torch.minimum(high, c), high)
        low = torch.where(worked, low, torch.maximum(low, c))
        c = torch.where(high.isinf(), c * 10, (low + high) / 2)
    return best, best_length

# --- test
images, lengths = cw_l2(model, x, y, steps=200, lr=0.05)
assert abs(lengths.item() - 0.0662266) < 0.01 * 0.0662266
assert score(images).item() > 0
assert abs((images - x).norm().item() - lengths.item()) < 1e-6
assert cw_l2(model, x, y, steps=200, lr=0.05, kappa=0.5)[1].item() > 2 * lengths.item()
assert cw_l2(model, x, torch.tensor([1]), steps=5)[1].item() < 1e-6
