# concept: l0-attacks
# prefix: [l0-greedy-torch, l0-greedy]
# description: Exhaustive greedy search for few features, every candidate of a step in one batch
# needs: torch >= 1.13
# position: statement
# placeholders: {k=5: [1, 5, 10]}

# --- setup
import torch

weights = torch.tensor([1.0, -2.0, 0.5, 1.0])
x = torch.tensor([0.9, 0.1, 0.8, 0.7])
y = 0


def score(x):
    return x @ weights + 0.2


def model(x):
    return torch.stack([score(x) / 2, -score(x) / 2], dim=1)

# --- snippet
@torch.no_grad()
def l0_greedy(model, x, y, k=5):
    """One input in [0, 1] without a batch axis. Returns it changed, the changed features, and the margin left."""
    at, used, margin = x.flatten().clone(), [], None
    one = torch.eye(at.numel(), dtype=x.dtype, device=x.device)
    while len(used) < k and (margin is None or margin >= 0):
        black = at * (1 - one)
        candidates = torch.cat([black, black + one])
        logits = model(candidates.view(-1, *x.shape))
        others = logits.clone()
        others[:, y] = -torch.inf
        margins = logits[:, y] - others.amax(1)
        margins[[i + half for i in used for half in (0, at.numel())]] = torch.inf
        margin, best = margins.min(0)
        used.append(int(best) % at.numel())
        at = candidates[best]
    return at.view_as(x), used, float(margin)

# --- test
changed, used, margin = l0_greedy(model, x, y)
assert used == [1, 0] and abs(margin + 0.7) < 1e-5
assert score(changed).item() < 0 and int((changed != x).sum()) == 2
assert l0_greedy(model, x, y, k=1)[2] > 0
image = torch.rand(1, 5, 5)
net = torch.nn.Sequential(torch.nn.Flatten(), torch.nn.Linear(25, 3))
after, used, margin = l0_greedy(net, image, int(net(image[None]).argmax()), k=3)
assert after.shape == image.shape and len(used) == len(set(used)) <= 3
assert int((after != image).sum()) <= len(used)
