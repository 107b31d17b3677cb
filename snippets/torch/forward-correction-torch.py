# concept: label-flipping
# prefix: [forward-correction-torch, forward-correction]
# description: Cross-entropy through a known noise matrix, so that the model learns the true labels
# needs: torch >= 1.13
# position: statement

# --- setup
import torch
import torch.nn.functional as F

logits = torch.tensor([[1.0, 0.0]])
noisy_labels = torch.tensor([1])
T = torch.tensor([[0.8, 0.2], [0.3, 0.7]])

# --- snippet
def forward_correction(logits, noisy_labels, T):
    """T[i, j]: probability that a label of true class i is given as j; rows sum to 1."""
    seen = F.softmax(logits, dim=1) @ T
    return F.nll_loss(seen.clamp_min(1e-12).log(), noisy_labels)

# --- test
assert abs(forward_correction(logits, noisy_labels, T).item() - 1.095206) < 1e-5
assert abs(forward_correction(logits, noisy_labels, torch.eye(2)) - F.cross_entropy(logits, noisy_labels)) < 1e-6
