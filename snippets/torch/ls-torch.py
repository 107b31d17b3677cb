# concept: label-smoothing
# prefix: [ls-torch, label-smoothing]
# description: Cross-entropy on smoothed labels
# needs: torch >= 1.10
# position: statement
# placeholders: {0.1: [0.1, 0.05, 0.2]}

# --- setup
import torch
from torch import nn

logits = torch.tensor([[2.0, -1.0, 0.5, 0.0, 1.0], [0.1, 0.2, 3.0, -0.5, 0.0], [-1.0, 0.0, 1.0, 2.0, -2.0]])
labels = torch.tensor([0, 2, 1])

# --- snippet
criterion = nn.CrossEntropyLoss(label_smoothing=0.1)

# --- test
rows = nn.CrossEntropyLoss(label_smoothing=0.1, reduction="none")(logits, labels)
torch.testing.assert_close(rows, torch.tensor([0.724438, 0.422830, 2.451914]), atol=1e-5, rtol=0)
assert abs(criterion(logits, labels).item() - 1.199728) < 1e-5

weighted = nn.CrossEntropyLoss(weight=torch.tensor([1.0, 2.0, 0.5, 1.0, 3.0]), label_smoothing=0.1)
assert abs(weighted(logits, labels).item() - 1.781912) < 1e-5
