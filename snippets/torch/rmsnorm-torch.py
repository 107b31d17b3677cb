# concept: layer-norm-variants
# also: layer-norm-epsilon
# prefix: [rmsnorm-torch, rms-norm]
# description: RMSNorm with a written-out epsilon
# needs: torch >= 2.4
# position: statement
# placeholders: {d_model: , 1e-6: [1e-6, 1e-5]}

# --- setup
import torch
from torch import nn

d_model = 4
x = torch.tensor([[1.0, 2.0, 3.0, 4.0], [-1.0, 0.0, 0.0, 5.0]])

# --- snippet
norm = nn.RMSNorm(d_model, eps=1e-6)

# --- test
expected = [[0.365148, 0.730297, 1.095445, 1.460593], [-0.392232, 0.0, 0.0, 1.961161]]
torch.testing.assert_close(norm(x), torch.tensor(expected), atol=1e-5, rtol=0)
centred = x - x.mean(-1, keepdim=True)
torch.testing.assert_close(norm(centred), nn.LayerNorm(d_model, eps=1e-6)(x), atol=1e-5, rtol=0)
