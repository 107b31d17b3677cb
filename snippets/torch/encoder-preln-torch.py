# concept: pre-post-layer-norm
# prefix: [encoder-preln-torch, transformer-encoder]
# description: A Pre-LN encoder with the final norm that it needs
# needs: torch >= 1.10
# position: statement
# placeholders: {512: [512, 256, 768], 8: , 6: [6, 12, 24]}

# --- setup
import torch
from torch import nn

# --- snippet
layer = nn.TransformerEncoderLayer(512, 8, batch_first=True, norm_first=True)
encoder = nn.TransformerEncoder(layer, 6, norm=nn.LayerNorm(512), enable_nested_tensor=False)

# --- test
torch.manual_seed(0)
encoder.eval()
x = torch.randn(2, 5, 512)
deviation = encoder(x).std(-1, unbiased=False)
torch.testing.assert_close(deviation, torch.ones(2, 5), atol=1e-3, rtol=0)
encoder.norm = None
assert encoder(x).std(-1).min() > 1.02  # without the final norm the stream grows
