# concept: layer-norm-variants
# prefix: [deepnorm-torch, deepnorm]
# description: A residual step of DeepNorm, and the initialisation that belongs to it
# needs: torch >= 1.10
# position: statement
# placeholders: {12: [12, 24, 100]}

# --- setup
import torch
from torch import nn

width = 8
sublayer = nn.Sequential(nn.Linear(width, 32), nn.ReLU(), nn.Linear(32, width))
norm = nn.LayerNorm(width)
x = torch.randn(2, 5, width)

# --- snippet
layers = 12
alpha, beta = (2 * layers) ** 0.25, (8 * layers) ** -0.25
for module in sublayer.modules():
    if isinstance(module, nn.Linear):
        nn.init.xavier_normal_(module.weight, gain=beta)
y = norm(alpha * x + sublayer(x))

# --- test
assert abs(alpha - 2.2134) < 1e-4 and abs(beta - 0.3195) < 1e-4
torch.testing.assert_close(y.std(-1, unbiased=False), torch.ones(2, 5), atol=1e-3, rtol=0)
