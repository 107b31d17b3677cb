# concept: language-model-interpretability
# prefix: [interp-ig-captum, integrated-gradients]
# description: Integrated gradients of a logit by the embedded tokens
# needs: [captum >= 0.6, torch >= 1.13]
# position: statement
# placeholders: {50: [50, 20, 200], tokens: , baseline: , target: }

# --- setup
import torch
from captum.attr import LayerIntegratedGradients
from torch import nn

torch.manual_seed(0)


class Reader(nn.Module):
    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(20, 16)
        self.mix = nn.TransformerEncoderLayer(16, 2, 32, dropout=0.0, norm_first=True, batch_first=True)
        self.unembed = nn.Linear(16, 20)

    def forward(self, tokens):
        return self.unembed(self.mix(self.embed(tokens))[:, -1])


model = Reader()
tokens = torch.tensor([[3, 7, 1, 12]])
baseline = torch.zeros_like(tokens)
target = 5

# --- snippet
attribution = LayerIntegratedGradients(model, model.embed)
scores, delta = attribution.attribute(tokens, baseline, target=target, n_steps=50, return_convergence_delta=True)
by_token = scores.sum(dim=-1)

# --- test
assert by_token.shape == tokens.shape
difference = (model(tokens) - model(baseline))[0, target]
torch.testing.assert_close(by_token.sum(), difference, atol=0.05, rtol=0.05)
assert delta.abs().item() < 0.05
