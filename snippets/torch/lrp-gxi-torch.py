# concept: layer-wise-relevance-propagation
# prefix: [gradient-times-input, lrp-gxi-torch]
# description: Gradient × input, which LRP without ε equals in ReLU networks
# needs: torch >= 1.11
# position: statement
# placeholders: {model: , x: , target: }

# --- setup
import torch
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(4, 8, bias=False), nn.ReLU(), nn.Linear(8, 3, bias=False))
x = torch.randn(5, 4)
target = torch.tensor([0, 1, 2, 0, 1])

# --- snippet
x = x.detach().requires_grad_()
score = model(x).gather(1, target[:, None]).sum()
relevance = x.detach() * torch.autograd.grad(score, x)[0]

# --- test
logits = model(x).gather(1, target[:, None])[:, 0].detach()
torch.testing.assert_close(relevance.sum(1), logits)
