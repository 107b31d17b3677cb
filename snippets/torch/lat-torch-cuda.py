# concept: latency-prediction
# prefix: [lat-torch-cuda, cuda-latency]
# description: Times of a model on the GPU, by events that are in its queue
# needs: torch >= 1.9
# position: statement
# placeholders: {model: , x: , 100: [100, 1000]}
# run: compile

# --- setup
import torch

model = torch.nn.Linear(256, 256).cuda()
x = torch.randn(64, 256, device="cuda")

# --- snippet
model.eval()
times_ms = []
with torch.inference_mode():
    for _ in range(10):
        model(x)
    for _ in range(100):
        start, end = (torch.cuda.Event(enable_timing=True) for _ in range(2))
        start.record()
        model(x)
        end.record()
        torch.cuda.synchronize()
        times_ms.append(start.elapsed_time(end))
p50, p99 = torch.tensor(times_ms).quantile(torch.tensor([0.5, 0.99])).tolist()

# --- test
assert 0 < p50 <= p99
