# concept: language-model-interpretability
# prefix: [interp-hook-cache, hook-cache]
# description: Collects the output of each layer with forward hooks that are removed again
# needs: torch >= 1.13
# position: statement
# placeholders: {model.layers: [model.layers, model.transformer.h, model.model.layers], model: , x: }

# --- setup
from contextlib import ExitStack

import torch
from torch import nn

torch.manual_seed(0)
layer = nn.TransformerEncoderLayer(16, 2, 32, norm_first=True, batch_first=True)
model = nn.TransformerEncoder(layer, 3, enable_nested_tensor=False)
x = torch.randn(2, 5, 16)

# --- snippet
residuals = []

def keep(module, inputs, output):
    residuals.append((output[0] if isinstance(output, tuple) else output).detach())

model.eval()
with ExitStack() as stack, torch.no_grad():
    for block in model.layers:
        stack.callback(block.register_forward_hook(keep).remove)
    model(x)

# --- test
assert len(residuals) == 3
with torch.no_grad():
    by_hand = x
    for block, cached in zip(model.layers, residuals):
        by_hand = block(by_hand)
        torch.testing.assert_close(by_hand, cached)
    model(x)
assert len(residuals) == 3, "a hook was left behind"
