# concept: layer-norm-epsilon
# also: layer-normalization
# prefix: [lneps-torch, layer-norm-float32]
# description: Layer normalization of half-precision input with its statistics in float32
# needs: torch >= 1.7
# position: statement
# placeholders: {1e-5: [1e-5, 1e-6, 1e-12]}

# --- setup
import torch
from torch import nn

# --- snippet
class LayerNormFloat32(nn.LayerNorm):
    """Mean, variance and epsilon in float32, the result in the type of the input."""

    def __init__(self, normalized_shape, eps=1e-5, **kwargs):
        super().__init__(normalized_shape, eps=eps, **kwargs)

    def forward(self, x):
        weight = None if self.weight is None else self.weight.float()
        bias = None if self.bias is None else self.bias.float()
        y = nn.functional.layer_norm(x.float(), self.normalized_shape, weight, bias, self.eps)
        return y.to(x.dtype)

# --- test
torch.manual_seed(0)
x = (3 + 2 * torch.randn(5, 64)).bfloat16()
y = LayerNormFloat32(64).bfloat16()(x)
assert y.dtype == torch.bfloat16
exact = x.double()
exact = (exact - exact.mean(-1, keepdim=True)) / torch.sqrt(exact.var(-1, keepdim=True, unbiased=False) + 1e-5)
torch.testing.assert_close(y.double(), exact, rtol=1e-2, atol=1e-3)

tiny = (1e-4 * torch.tensor([[-1.5, -0.5, 0.25, 1.75]])).half()
mended = LayerNormFloat32(4, eps=1e-8)(tiny)
torch.testing.assert_close(mended.float(), torch.tensor([[-0.966797, -0.322510, 0.161011, 1.127930]]), rtol=0, atol=1e-3)
