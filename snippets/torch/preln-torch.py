# concept: pre-post-layer-norm
# prefix: [preln-torch, preln]
# description: A Pre-LN encoder block, the norm in front of each sublayer
# needs: torch >= 1.10
# position: statement

# --- setup
import torch
from torch import nn

# --- snippet
class PreNormBlock(nn.Module):
    def __init__(self, width, heads, hidden):
        super().__init__()
        self.norm1 = nn.LayerNorm(width)
        self.attn = nn.MultiheadAttention(width, heads, batch_first=True)
        self.norm2 = nn.LayerNorm(width)
        self.ff = nn.Sequential(nn.Linear(width, hidden), nn.ReLU(), nn.Linear(hidden, width))

    def forward(self, x):
        h = self.norm1(x)
        x = x + self.attn(h, h, h, need_weights=False)[0]
        return x + self.ff(self.norm2(x))

# --- test
torch.manual_seed(0)
block = PreNormBlock(8, 2, 32).eval()
layer = nn.TransformerEncoderLayer(8, 2, 32, dropout=0, batch_first=True, norm_first=True).eval()
names = {"self_attn": "attn", "linear1": "ff.0", "linear2": "ff.2"}
weights = {
    ".".join([names.get(name.split(".")[0], name.split(".")[0]), *name.split(".")[1:]]): value
    for name, value in layer.state_dict().items()
}
block.load_state_dict(weights)
x = torch.randn(3, 5, 8)
torch.testing.assert_close(block(x), layer(x), atol=1e-5, rtol=0)
other = nn.TransformerEncoderLayer(8, 2, 32, dropout=0, batch_first=True, norm_first=not True).eval()
other.load_state_dict(layer.state_dict())
assert (other(x) - layer(x)).abs().max() > 0.1  # the shapes fit, the outputs do not
