# concept: l0-attacks
# prefix: [topk-project-torch, topk-project]
# description: Projection on the L0 ball, the k largest changes of each sample stay
# needs: torch >= 1.13
# position: statement
# placeholders: {k: }

# --- setup
import torch

torch.manual_seed(1)
delta = torch.randn(3, 2, 4)
k = 3

# --- snippet
def topk_project(delta, k):
    """Keeps the k largest |delta| of each sample and sets the rest to zero."""
    flat = delta.flatten(1)
    kept = flat.abs().topk(k, dim=1).indices
    return torch.zeros_like(flat).scatter(1, kept, flat.gather(1, kept)).view_as(delta)

# --- test
from itertools import combinations

projected = topk_project(delta, k)
assert projected.shape == delta.shape
for before, after in zip(delta.flatten(1), projected.flatten(1)):
    changed = after != 0
    assert int(changed.sum()) == k and torch.equal(after[changed], before[changed])
    others = [torch.cat([before[[i for i in range(8) if i not in c]]]).norm() for c in combinations(range(8), k)]
    assert abs((before - after).norm() - min(others)) < 1e-6
assert torch.equal(topk_project(delta, 8), delta)
