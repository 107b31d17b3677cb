# concept: latency-prediction
# prefix: [lat-torch, latency]
# description: Median time of a model by torch.utils.benchmark, which warms up and synchronises
# needs: torch >= 1.9
# position: statement
# placeholders: {model: , x: , 1: [1, 4]}

# --- setup
import torch
from torch.utils import benchmark

model = torch.nn.Linear(256, 256)
x = torch.randn(64, 256)

# --- snippet
model.eval()
with torch.inference_mode():
    timer = benchmark.Timer("model(x)", globals={"model": model, "x": x}, num_threads=1)
    measured = timer.blocked_autorange(min_run_time=0.2)
latency_ms = 1000 * measured.median

# --- test
assert latency_ms > 0 and len(measured.times) >= 1

def least(rows):
    with torch.inference_mode():
        timer = benchmark.Timer("model(x)", globals={"model": model, "x": torch.randn(rows, 256)})
        return min(timer.blocked_autorange(min_run_time=0.5).times)

assert least(4096) > 2 * least(256), "sixteen times the rows take more than twice as long"
