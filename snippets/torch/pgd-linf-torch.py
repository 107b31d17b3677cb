# concept: l-infinity-attacks
# prefix: [pgd-linf-torch, pgd-linf]
# description: Projected gradient descent with a random start inside the ball
# needs: torch >= 1.13
# position: statement
# placeholders: {eps=8/255: ["8/255", "4/255", "0.1", "0.3"], alpha=2/255: ["2/255", "1/255", "0.01"], steps=20: [10, 20, 40, 100]}

# --- setup
import torch
import torch.nn.functional as F

weights = torch.tensor([1.0, -2.0, 0.5, 3.0])
x = torch.tensor([[0.2, 0.6, 0.5, 0.3]])
y = torch.tensor([0])
seen = []


def score(x):
    return x @ weights - 0.4


def model(x):
    seen.append(x.detach().clone())
    return torch.stack([-score(x) / 2, score(x) / 2], dim=1)

# --- snippet
def pgd_linf(model, x, y, eps=8/255, alpha=2/255, steps=20, random_start=True):
    """x in [0, 1]; call model.eval() before. alpha * steps must exceed eps."""
    noise = torch.empty_like(x).uniform_(-eps, eps) if random_start else torch.zeros_like(x)
    x_adv = (x + noise).clamp(0, 1)
    for _ in range(steps):
        x_adv.requires_grad_(True)
        loss = F.cross_entropy(model(x_adv), y, reduction="sum")
        (gradient,) = torch.autograd.grad(loss, x_adv)
        x_adv = x_adv.detach() + alpha * gradient.sign()
        x_adv = torch.min(torch.max(x_adv, x - eps), x + eps).clamp(0, 1)
    return x_adv

# --- test
eps = 0.0385
for start in (False, True):
    x_adv = pgd_linf(model, x, y, eps, eps / 4, 20, start)
    assert abs(score(x_adv).item() - 0.00025) < 1e-6
for iterate in seen + [x_adv]:
    assert (iterate - x).abs().max().item() <= eps + 1e-6
    assert iterate.min() >= 0 and iterate.max() <= 1
assert score(pgd_linf(model, x, y, 0.0384, 0.0096)).item() < 0
