# concept: layer-wise-relevance-propagation
# prefix: [lrp-zennit, layer-wise-relevance-propagation]
# description: zennit's LRP of a batch, batch norm folded in first
# needs: [zennit >= 0.5, torch >= 1.7]
# position: statement
# placeholders: {EpsilonPlusFlat: [EpsilonPlusFlat, EpsilonPlus, EpsilonAlpha2Beta1Flat], model: , x: , target: }

# --- setup
import torch
from torch import nn
from zennit.attribution import Gradient
from zennit.canonizers import SequentialMergeBatchNorm
from zennit.composites import EpsilonPlusFlat

torch.manual_seed(0)
model = nn.Sequential(
    nn.Conv2d(1, 4, 3, bias=False), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(4 * 6 * 6, 3, bias=False)
)
x = torch.rand(5, 1, 8, 8)
target = torch.tensor([0, 1, 2, 0, 1])

# --- snippet
model.eval()
composite = EpsilonPlusFlat(canonizers=[SequentialMergeBatchNorm()])
with Gradient(model=model, composite=composite) as attributor:
    output, relevance = attributor(x, lambda out: out * nn.functional.one_hot(target, out.shape[1]))

# --- test
assert relevance.shape == x.shape
score = output.gather(1, target[:, None])[:, 0].detach()
torch.testing.assert_close(relevance.sum((1, 2, 3)), score, atol=1e-3, rtol=1e-3)

from zennit.composites import LayerMapComposite
from zennit.rules import AlphaBeta, Epsilon, Gamma, Pass, ZPlus
from zennit.types import Activation, Linear

tiny = nn.Sequential(nn.Linear(2, 2, bias=False), nn.ReLU(), nn.Linear(2, 1, bias=False))
with torch.no_grad():
    tiny[0].weight.copy_(torch.tensor([[1.0, 0.5], [-1.0, 1.0]]))
    tiny[2].weight.copy_(torch.tensor([[1.0, -0.5]]))
for rule, expected in [
    (Epsilon(1e-9), [1.5, 0.0]),
    (Epsilon(0.5), [0.85, 0.1]),
    (Gamma(0.25), [1.1875, 0.3125]),
    (ZPlus(), [0.75, 0.75]),
    (AlphaBeta(2, 1), [4.5, 0.0]),
]:
    with Gradient(model=tiny, composite=LayerMapComposite([(Activation, Pass()), (Linear, rule)])) as attributor:
        _, found = attributor(torch.tensor([[1.0, 2.0]]), lambda out: out)
    torch.testing.assert_close(found, torch.tensor([expected]), atol=1e-5, rtol=0)
