# concept: label-smoothing
# prefix: [ls-timm, label-smoothing]
# description: timm's cross-entropy on smoothed labels
# needs: [timm >= 0.4, torch >= 1.7]
# position: statement
# placeholders: {0.1: [0.1, 0.05, 0.2]}

# --- setup
from timm.loss import LabelSmoothingCrossEntropy

# --- snippet
criterion = LabelSmoothingCrossEntropy(smoothing=0.1)

# --- test
import torch

logits = torch.tensor([[2.0, -1.0, 0.5, 0.0, 1.0], [0.1, 0.2, 3.0, -0.5, 0.0], [-1.0, 0.0, 1.0, 2.0, -2.0]])
assert abs(criterion(logits, torch.tensor([0, 2, 1])).item() - 1.199728) < 1e-5
