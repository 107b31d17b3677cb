# concept: layer-wise-relevance-propagation
# prefix: [lrp-torch, layer-wise-relevance-propagation]
# description: LRP through a Sequential of Linear and ReLU, one rule a layer
# needs: torch >= 1.11
# position: statement
# placeholders: {1e-9: [1e-9, 0.25]}

# --- setup
import torch
from torch import nn

# --- snippet
def lrp(model, x, target, rules, eps=1e-9):
    """rules: for each Linear, input first, a function of its weights, such as lambda w: w + 0.25 * w.clamp(min=0)."""
    linears = [m for m in model if isinstance(m, nn.Linear)]
    a = []
    with torch.no_grad():
        h = x
        for m in model:
            if isinstance(m, nn.Linear):
                a.append(h)
            h = m(h)
        R = torch.zeros_like(h).scatter_(1, target[:, None], h.gather(1, target[:, None]))
        for m, lower, rule in zip(linears[::-1], a[::-1], rules[::-1]):
            w = rule(m.weight)
            z = lower @ w.T + (0 if m.bias is None else rule(m.bias))
            z = z + eps * torch.where(z >= 0, 1.0, -1.0)
            R = lower * ((R / z) @ w)
    return R

# --- test
def net(bias):
    model = nn.Sequential(nn.Linear(2, 2, bias=bias), nn.ReLU(), nn.Linear(2, 1, bias=bias))
    with torch.no_grad():
        model[0].weight.copy_(torch.tensor([[1.0, 0.5], [-1.0, 1.0]]))
        model[2].weight.copy_(torch.tensor([[1.0, -0.5]]))
        if bias:
            model[0].bias.copy_(torch.tensor([0.5, -0.5]))
            model[2].bias.fill_(0.25)
    return model

def same(w):
    return w

x, first = torch.tensor([[1.0, 2.0]]), torch.tensor([0])
for rule, eps, expected in [
    (same, 1e-9, [1.5, 0]),
    (same, 0.1, [1.318994, 0.040584]),
    (same, 0.5, [0.85, 0.1]),
    (lambda w: w + 0.25 * w.clamp(min=0), 1e-9, [1.1875, 0.3125]),
    (lambda w: w.clamp(min=0), 1e-9, [0.75, 0.75]),
]:
    found = lrp(net(False), x, first, [rule] * 2, eps)
    torch.testing.assert_close(found, torch.tensor([expected]), atol=1e-6, rtol=0)
torch.testing.assert_close(lrp(net(True), x, first, [same] * 2), torch.tensor([[1.5, 0.0]]), atol=1e-6, rtol=0)

torch.manual_seed(0)
deep = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 8), nn.ReLU(), nn.Linear(8, 3))
batch = torch.randn(5, 8, requires_grad=True)
labels = torch.tensor([0, 1, 2, 0, 1])
grad, = torch.autograd.grad(deep(batch).gather(1, labels[:, None]).sum(), batch)
torch.testing.assert_close(lrp(deep, batch, labels, [same] * 3), (batch * grad).detach(), atol=1e-5, rtol=0)
