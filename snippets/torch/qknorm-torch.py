# concept: layer-norm-variants
# prefix: [qknorm-torch, qk-norm]
# description: Attention with RMSNorm on the queries and keys of each head
# needs: torch >= 2.4
# position: statement

# --- setup
import torch
import torch.nn.functional as F
from torch import nn

# --- snippet
class QKNormAttention(nn.Module):
    def __init__(self, width, heads):
        super().__init__()
        self.heads = heads
        self.qkv = nn.Linear(width, 3 * width, bias=False)
        self.out = nn.Linear(width, width, bias=False)
        self.q_norm = nn.RMSNorm(width // heads, eps=1e-6)
        self.k_norm = nn.RMSNorm(width // heads, eps=1e-6)

    def forward(self, x):
        q, k, v = self.qkv(x).unflatten(-1, (3, self.heads, -1)).permute(2, 0, 3, 1, 4)
        y = F.scaled_dot_product_attention(self.q_norm(q), self.k_norm(k), v)
        return self.out(y.transpose(1, 2).flatten(-2))

# --- test
torch.manual_seed(0)
attention = QKNormAttention(16, 2)
x = torch.randn(2, 5, 16)
before = attention(x)
with torch.no_grad():
    attention.qkv.weight[:32] *= 10  # queries and keys
torch.testing.assert_close(attention(x), before, atol=1e-5, rtol=0)
