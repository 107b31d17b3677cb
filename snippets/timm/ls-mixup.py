# concept: label-smoothing
# prefix: ls-timm-mixup
# description: Mixup that smooths, with a loss that does not smooth again
# needs: [timm >= 0.4, torch >= 1.7]
# position: statement
# placeholders: {num_classes=10: , 0.1: [0.1, 0.05, 0.2]}

# --- setup
from timm.data import Mixup
from timm.loss import SoftTargetCrossEntropy

# --- snippet
mixup = Mixup(mixup_alpha=0.2, label_smoothing=0.1, num_classes=10)
criterion = SoftTargetCrossEntropy()

# --- test
import torch

images, targets = mixup(torch.randn(4, 3, 8, 8), torch.tensor([0, 1, 2, 3]))
assert targets.shape == (4, 10)
torch.testing.assert_close(targets.sum(dim=1), torch.ones(4))
assert abs(targets.min().item() - 0.01) < 1e-6
assert torch.isfinite(criterion(torch.randn(4, 10), targets))
