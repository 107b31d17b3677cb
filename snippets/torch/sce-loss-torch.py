# concept: label-flipping
# prefix: [sce-loss-torch, sce-loss]
# description: Symmetric cross-entropy, which bounds what a wrong label can cost
# needs: torch >= 1.13
# position: statement
# placeholders: {alpha=0.1: [0.1, 6.0], beta=1.0: [1.0, 0.1]}

# --- setup
import torch
import torch.nn.functional as F

logits = torch.tensor([[2.0, 0.0, 0.0]])
labels = torch.tensor([0])

# --- snippet
def sce_loss(logits, labels, alpha=0.1, beta=1.0, log_zero=-4.0):
    """alpha * CE + beta * reverse CE; the logarithm of the zeros of a one-hot label is set to log_zero."""
    own = F.softmax(logits, dim=1).gather(1, labels[:, None])[:, 0]
    return (alpha * F.cross_entropy(logits, labels, reduction="none") - beta * log_zero * (1 - own)).mean()

# --- test
assert abs(sce_loss(logits, labels).item() - 0.876010) < 1e-5
assert abs(sce_loss(logits, labels, 1, 0) - F.cross_entropy(logits, labels)) < 1e-6
target = F.one_hot(labels, 3).float()
reverse = -(F.softmax(logits, dim=1) * target.log().clamp_min(-4)).sum(1).mean()
assert abs(sce_loss(logits, labels, 0, 1) - reverse) < 1e-5
sure = torch.tensor([[40.0, 0.0]])
assert abs(sce_loss(sure, torch.tensor([1]), alpha=0).item() - 4) < 1e-5
