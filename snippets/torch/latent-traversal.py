# concept: latent-space-disentanglement
# also: latent-space-navigation
# prefix: [latent-traversal, traverse-latents]
# description: Decodes each latent moved to several values, the others left as they are
# needs: torch >= 1.13
# position: statement
# placeholders: {reach=2.0: [2.0, 3.0], steps=7: [5, 7, 11]}

# --- setup
import torch

torch.manual_seed(0)

# --- snippet
@torch.no_grad()
def latent_traversal(decoder, mu, reach=2.0, steps=7):
    """mu is one code. Gives a tensor (latents, steps, …); the middle of each row is the reconstruction."""
    shifts = torch.linspace(-reach, reach, steps)
    moves = torch.eye(mu.numel())[:, None, :] * shifts[None, :, None]
    codes = (mu + moves).flatten(0, 1)
    images = decoder(codes)
    return images.unflatten(0, (mu.numel(), steps))

# --- test
decoder = torch.nn.Sequential(torch.nn.Linear(4, 64), torch.nn.Unflatten(1, (1, 8, 8)))
mu = torch.randn(4)
rows = latent_traversal(decoder, mu)
assert rows.shape == (4, 7, 1, 8, 8)
assert torch.allclose(rows[2, 3], decoder(mu[None])[0], atol=1e-6)
step = rows[1, 4] - rows[1, 3]
assert torch.allclose(step.flatten(), decoder[0].weight[:, 1] * 2 / 3, atol=1e-5)
assert not rows.requires_grad
