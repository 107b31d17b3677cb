# concept: latent-diffusion
# prefix: [ldm-train-step, latent-diffusion-step]
# description: One training step of a denoiser on the latents of a frozen encoder
# needs: torch >= 1.13
# position: statement
# placeholders: {scaling=1.0: }

# --- setup
import torch

torch.manual_seed(0)
encoder = torch.nn.Linear(12, 6)


class Denoiser(torch.nn.Module):
    def __init__(self):
        super().__init__()
        self.layers = torch.nn.Sequential(torch.nn.Linear(7, 64), torch.nn.SiLU(), torch.nn.Linear(64, 6))

    def forward(self, z, t):
        return self.layers(torch.cat([z, t.float()[:, None] / 1000], dim=1))


denoiser = Denoiser()
optimizer = torch.optim.Adam(denoiser.parameters(), lr=3e-3)
alphas_cumprod = torch.cumprod(1 - torch.linspace(0.00085**0.5, 0.012**0.5, 1000) ** 2, dim=0)
images = torch.randn(64, 12)

# --- snippet
def train_step(encoder, denoiser, optimizer, images, alphas_cumprod, scaling=1.0):
    """The denoiser learns the noise in latents at random times; the encoder stays as it is."""
    with torch.no_grad():
        latents = encoder(images) * scaling
    noise = torch.randn_like(latents)
    t = torch.randint(len(alphas_cumprod), (len(latents),), device=latents.device)
    kept = alphas_cumprod[t].reshape(-1, *[1] * (latents.dim() - 1))
    noisy = kept.sqrt() * latents + (1 - kept).sqrt() * noise
    loss = torch.nn.functional.mse_loss(denoiser(noisy, t), noise)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.detach()

# --- test
assert abs(alphas_cumprod[-1].item() - 0.00466) < 1e-4
losses = [train_step(encoder, denoiser, optimizer, images, alphas_cumprod).item() for _ in range(200)]
assert all(loss == loss for loss in losses)
assert all(p.grad is None for p in encoder.parameters())
assert sum(losses[-20:]) < 0.9 * sum(losses[:20]), (sum(losses[:20]) / 20, sum(losses[-20:]) / 20)
