# concept: latent-space-navigation
# prefix: [latent-opt, optimize-latent]
# description: Moves a code until a score reaches a target, while the other scores stay
# needs: torch >= 1.13
# position: statement
# placeholders: {target=0.9: , keep=2.0: [1.0, 2.0, 5.0], near=0.02: [0.0, 0.02], lr=0.05: [0.01, 0.05, 0.1], steps=200: [100, 200, 500]}

# --- setup
import torch

torch.manual_seed(0)

# --- snippet
def optimize_latent(generator, scores, start, index, target=0.9, keep=2.0, near=0.02, lr=0.05, steps=200):
    """scores(image) gives one column an attribute; `index` is the one to change. The generator stays as it is."""
    generator.eval().requires_grad_(False)
    with torch.no_grad():
        first = scores(generator(start))
    others = [i for i in range(first.shape[1]) if i != index]
    z = start.clone().requires_grad_(True)
    optimizer = torch.optim.Adam([z], lr=lr)
    for _ in range(steps):
        now = scores(generator(z))
        loss = (
            (now[:, index] - target).pow(2).sum()
            + keep * (now[:, others] - first[:, others]).pow(2).sum()
            + near * (z - start).pow(2).sum()
        )
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return z.detach()

# --- test
generator = torch.nn.Linear(4, 10)
reader = torch.linalg.qr(torch.randn(10, 3)).Q
start = torch.randn(5, 4)
z = optimize_latent(generator, lambda x: x @ reader, start, index=0, near=0.0, lr=0.1, steps=1000)
before, after = generator(start) @ reader, generator(z) @ reader
assert (after[:, 0] - 0.9).abs().max().item() < 1e-2
assert (after[:, 1:] - before[:, 1:]).abs().max().item() < 1e-2
assert all(p.grad is None for p in generator.parameters()) and not generator.training
