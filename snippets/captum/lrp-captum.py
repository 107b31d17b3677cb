# concept: layer-wise-relevance-propagation
# prefix: [lrp-captum, layer-wise-relevance-propagation]
# description: Captum's LRP with a rule for each layer, and what it loses
# needs: [captum >= 0.6, torch >= 1.13]
# position: statement
# placeholders: {0.25: [0.25, 0.1], model: , x: , target: }

# --- setup
import torch
from captum.attr import LRP
from captum.attr._utils.lrp_rules import EpsilonRule, GammaRule
from torch import nn

torch.manual_seed(0)
model = nn.Sequential(nn.Linear(8, 16, bias=False), nn.ReLU(), nn.Linear(16, 3, bias=False))
x = torch.rand(5, 8)
target = torch.tensor([0, 1, 2, 0, 1])

# --- snippet
model.eval()
model[0].rule = GammaRule(gamma=0.25)
model[2].rule = EpsilonRule()
relevance, lost = LRP(model).attribute(x, target=target, return_convergence_delta=True)

# --- test
score = model(x).gather(1, target[:, None])[:, 0].detach()
torch.testing.assert_close(relevance.sum(1), score, atol=1e-5, rtol=1e-4)
assert lost.abs().max() < 1e-4

tiny = nn.Sequential(nn.Linear(2, 2, bias=False), nn.ReLU(), nn.Linear(2, 1, bias=False))
with torch.no_grad():
    tiny[0].weight.copy_(torch.tensor([[1.0, 0.5], [-1.0, 1.0]]))
    tiny[2].weight.copy_(torch.tensor([[1.0, -0.5]]))
for rule, expected in [(EpsilonRule, [1.5, 0.0]), (GammaRule, [1.1875, 0.3125])]:
    tiny[0].rule, tiny[2].rule = rule(), rule()
    found = LRP(tiny).attribute(torch.tensor([[1.0, 2.0]]), target=0)
    torch.testing.assert_close(found, torch.tensor([expected]), atol=1e-5, rtol=0)
