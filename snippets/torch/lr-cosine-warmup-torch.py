# concept: llm-pretraining
# prefix: [lr-cosine-warmup, cosine-warmup-torch]
# description: Linear warm-up, then a cosine to a tenth of the peak
# needs: torch >= 1.10
# position: statement
# placeholders: {2000: , 100000: , 0.1: [0.1, 0.0]}

# --- setup
import math

import torch

parameter = torch.nn.Parameter(torch.zeros(1))
optimizer = torch.optim.AdamW([parameter], lr=3e-4, betas=(0.9, 0.95), weight_decay=0.1)

# --- snippet
def cosine_with_warmup(step, warmup=2000, total=100000, least=0.1):
    """Factor on the peak learning rate."""
    if step < warmup:
        return step / warmup
    progress = min(1, (step - warmup) / (total - warmup))
    return least + (1 - least) * (1 + math.cos(math.pi * progress)) / 2


scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, cosine_with_warmup)

# --- test
assert scheduler.get_last_lr() == [0.0]
assert cosine_with_warmup(1000) == 0.5 and cosine_with_warmup(2000) == 1
assert abs(cosine_with_warmup(51000) - 0.55) < 1e-12
assert abs(cosine_with_warmup(100000) - 0.1) < 1e-12 and abs(cosine_with_warmup(10**6) - 0.1) < 1e-12
for _ in range(2000):
    optimizer.step()
    scheduler.step()
assert abs(scheduler.get_last_lr()[0] - 3e-4) < 1e-12
