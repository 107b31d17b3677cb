# concept: layer-norm-variants
# prefix: [rmsnorm-torch-compat, rms-norm]
# description: RMSNorm for any PyTorch, with statistics in float32
# needs: torch >= 1.7
# position: statement
# placeholders: {1e-6: [1e-6, 1e-5]}

# --- setup
import torch
from torch import nn

# --- snippet
class RMSNorm(nn.Module):
    def __init__(self, width, eps=1e-6):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.eps = eps

    def forward(self, x):
        h = x.float()
        h = h * torch.rsqrt(h.pow(2).mean(-1, keepdim=True) + self.eps)
        return self.weight * h.type_as(x)

# --- test
x = torch.tensor([[1.0, 2.0, 3.0, 4.0], [-1.0, 0.0, 0.0, 5.0]])
norm = RMSNorm(4)
expected = [[0.365148, 0.730297, 1.095445, 1.460593], [-0.392232, 0.0, 0.0, 1.961161]]
torch.testing.assert_close(norm(x), torch.tensor(expected), atol=1e-5, rtol=0)
torch.testing.assert_close(norm(x), nn.RMSNorm(4, eps=1e-6)(x), atol=1e-6, rtol=0)
large = norm.half()(torch.full((1, 4), 300.0, dtype=torch.float16))
torch.testing.assert_close(large, torch.ones(1, 4, dtype=torch.float16))  # 300² would overflow float16

x = torch.tensor([[1.0, 2.0, 3.0, 4.0]], requires_grad=True)
(torch.tensor([1.0, -2.0, 0.5, 3.0]) * RMSNorm(4)(x)).sum().backward()
torch.testing.assert_close(x.grad[0], torch.tensor([0.237346, -0.985901, -0.200832, 0.584237]), atol=1e-5, rtol=0)
assert abs((x.grad * x).sum()) < 1e-5
