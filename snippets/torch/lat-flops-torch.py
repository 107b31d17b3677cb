# concept: latency-prediction
# prefix: [lat-flops-torch, flops]
# description: FLOPs of a model, a multiply-accumulate counted as two
# needs: torch >= 2.1
# position: statement
# placeholders: {model: , x: }

# --- setup
import torch
from torch.utils.flop_counter import FlopCounterMode

model = torch.nn.Linear(768, 3072, bias=False)
x = torch.randn(128, 768)

# --- snippet
with FlopCounterMode(display=False) as counter, torch.inference_mode():
    model(x)
flops = counter.get_total_flops()

# --- test
assert flops == 2 * 128 * 768 * 3072 == 603_979_776
