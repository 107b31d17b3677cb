# concept: latent-consistency-models
# prefix: [consistency-distill-step, lcd-step]
# description: One step of consistency distillation, with a slow copy as the target
# needs: torch >= 1.13
# position: statement
# placeholders: {ema_decay=0.95: ["0.95", "0.9", "0.99"], huber=0.001: }

# --- setup
import torch

import copy

torch.manual_seed(0)


class Student(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = torch.nn.Sequential(torch.nn.Linear(3, 32), torch.nn.SiLU(), torch.nn.Linear(32, 2))

    def forward(self, x, sigma):
        return self.layers(torch.cat([x, sigma.log()[:, None]], dim=1))


def denoise(x, sigma):
    """Exact for data of unit variance."""
    return x / (1 + sigma[:, None] ** 2)


student = Student()
target = copy.deepcopy(student).requires_grad_(False)
optimizer = torch.optim.Adam(student.parameters(), lr=1e-3)
sigma = torch.rand(64) * 2 + 0.5
x = torch.randn(64, 2) * (1 + sigma[:, None] ** 2) ** 0.5

# --- snippet
def distill_step(student, target, denoise, optimizer, x, sigma, next_sigma, ema_decay=0.95, huber=0.001):
    """x of noise sigma; a step of the teacher leads to next_sigma < sigma. The target gets no gradient."""
    with torch.no_grad():
        clean = denoise(x, sigma)
        nearer = clean + (next_sigma / sigma)[:, None] * (x - clean)  # DDIM, where noise only adds
        wanted = target(nearer, next_sigma)
    loss = (((student(x, sigma) - wanted) ** 2 + huber**2).sqrt() - huber).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    with torch.no_grad():
        for slow, fast in zip(target.parameters(), student.parameters()):
            slow.lerp_(fast, 1 - ema_decay)
    return loss.detach()

# --- test
before = [p.clone() for p in target.parameters()]
losses = [distill_step(student, target, denoise, optimizer, x, sigma, sigma * 0.8).item() for _ in range(50)]
assert all(loss == loss and loss < 100 for loss in losses)
assert all(p.grad is None for p in target.parameters())
assert any(not torch.equal(a, b) for a, b in zip(before, target.parameters()))
assert losses[-1] < losses[0], (losses[0], losses[-1])
