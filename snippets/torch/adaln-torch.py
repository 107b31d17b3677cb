# concept: layer-norm-variants
# prefix: [adaln-torch, adaln-zero]
# description: Adaptive layer norm (adaLN-Zero) with shift, scale and gate from a condition
# needs: torch >= 1.10
# position: statement

# --- setup
import torch
from torch import nn

# --- snippet
class AdaLNZero(nn.Module):
    def __init__(self, width, sublayer):
        super().__init__()
        self.norm = nn.LayerNorm(width, eps=1e-6, elementwise_affine=False)
        self.sublayer = sublayer
        self.modulation = nn.Sequential(nn.SiLU(), nn.Linear(width, 3 * width))
        nn.init.zeros_(self.modulation[1].weight)
        nn.init.zeros_(self.modulation[1].bias)

    def forward(self, x, condition):
        shift, scale, gate = self.modulation(condition).unsqueeze(1).chunk(3, dim=-1)
        return x + gate * self.sublayer(self.norm(x) * (1 + scale) + shift)

# --- test
block = AdaLNZero(8, nn.Linear(8, 8))
x, condition = torch.randn(2, 5, 8), torch.randn(2, 8)
assert torch.equal(block(x, condition), x)  # a gate of zero: the block begins as the identity
nn.init.normal_(block.modulation[1].weight)
assert not torch.allclose(block(x, condition), x)
