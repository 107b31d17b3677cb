# concept: layer-normalization
# prefix: ln-torch-f
# description: Layer normalization as a function, without gain and bias
# needs: torch >= 1.7
# position: statement
# placeholders: {x: , 1e-5: [1e-5, 1e-6, 1e-12]}

# --- setup
import torch
import torch.nn.functional as F

x = torch.tensor([[1.0, 2.0, 3.0, 4.0], [-1.0, 0.0, 0.0, 5.0], [10.0, 10.0, 10.0, 10.5]])

# --- snippet
y = F.layer_norm(x, x.shape[-1:], eps=1e-5)

# --- test
torch.testing.assert_close(y[1], torch.tensor([-0.852802, -0.426401, -0.426401, 1.705604]), atol=1e-5, rtol=0)
torch.testing.assert_close(y[2], torch.tensor([-0.577289, -0.577289, -0.577289, 1.731866]), atol=1e-5, rtol=0)
row = torch.tensor([1.0, 2.0, 3.0, 4.0], requires_grad=True)
(F.layer_norm(row, (4,)) * torch.tensor([1.0, -2.0, 0.5, 3.0])).sum().backward()
torch.testing.assert_close(row.grad, torch.tensor([1.475790, -1.967735, -0.491930, 0.983875]), atol=1e-5, rtol=0)
