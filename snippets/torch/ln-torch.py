# concept: layer-normalization
# prefix: [ln-torch, layer-norm]
# description: Layer normalization over the last dimension
# needs: torch >= 1.7
# position: statement
# placeholders: {d_model: , 1e-5: [1e-5, 1e-6, 1e-12]}

# --- setup
import torch
from torch import nn

d_model = 4
x = torch.tensor([[1.0, 2.0, 3.0, 4.0], [-1.0, 0.0, 0.0, 5.0], [10.0, 10.0, 10.0, 10.5]])

# --- snippet
norm = nn.LayerNorm(d_model, eps=1e-5)

# --- test
expected = torch.tensor(
    [
        [-1.341635, -0.447212, 0.447212, 1.341635],
        [-0.852802, -0.426401, -0.426401, 1.705604],
        [-0.577289, -0.577289, -0.577289, 1.731866],
    ]
)
torch.testing.assert_close(norm(x), expected, atol=1e-5, rtol=0)
with torch.no_grad():
    norm.weight.copy_(torch.tensor([1.0, 2.0, 0.5, 1.0]))
    norm.bias.copy_(torch.tensor([0.0, 0.1, -0.1, 1.0]))
torch.testing.assert_close(norm(x)[0], torch.tensor([-1.341635, -0.794424, 0.123606, 2.341635]), atol=1e-5, rtol=0)
