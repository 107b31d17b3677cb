# concept: l2-attacks
# prefix: [pgd-l2-torch, pgd-l2]
# description: Projected gradient descent in the L2 ball, each image scaled by its own gradient
# needs: torch >= 1.13
# position: statement
# placeholders: {eps=0.5: [0.5, 1.0, 3.0], steps=20: [10, 20, 40, 100]}

# --- setup
import torch
import torch.nn.functional as F

weights = torch.tensor([1.0, -2.0, 0.5, 3.0])
x = torch.tensor([[0.2, 0.6, 0.5, 0.3], [0.1, 0.9, 0.4, 0.2]])
y = torch.tensor([0, 0])


def score(x):
    return x @ weights - 0.4


def model(x):
    return torch.stack([-score(x) / 2, score(x) / 2], dim=1)

# --- snippet
def pgd_l2(model, x, y, eps=0.5, steps=20):
    """x in [0, 1]; call model.eval() before. The step is 2.5 eps / steps."""
    def length(v):
        return v.flatten(1).norm(dim=1).clamp_min(1e-12).view(-1, *[1] * (v.dim() - 1))

    delta = torch.zeros_like(x)
    for _ in range(steps):
        delta.requires_grad_(True)
        loss = F.cross_entropy(model(x + delta), y, reduction="sum")
        (gradient,) = torch.autograd.grad(loss, delta)
        delta = delta.detach() + 2.5 * eps / steps * gradient / length(gradient)
        delta = delta * (eps / length(delta)).clamp_max(1)
        delta = (x + delta).clamp(0, 1) - x
    return x + delta

# --- test
assert score(pgd_l2(model, x, y, 0.066))[0].item() < 0 < score(pgd_l2(model, x, y, 0.0665))[0].item()
for eps in (0.066, 0.5):
    change = pgd_l2(model, x, y, eps) - x
    assert change.norm(dim=1).max().item() <= eps + 1e-6
