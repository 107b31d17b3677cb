# concept: latent-space-interpolation
# prefix: [latent-walk, interpolate-latents]
# description: Decodes evenly spaced codes between two ends
# needs: torch >= 1.13
# position: statement
# placeholders: {frames=21: [9, 21, 60]}

# --- setup
import torch

torch.manual_seed(0)

# --- snippet
@torch.no_grad()
def latent_walk(decoder, a, b, frames=21):
    """Straight line from code a to code b; both ends are decoded as they are."""
    t = torch.linspace(0, 1, frames, device=a.device).unsqueeze(1)
    return decoder(torch.lerp(a.unsqueeze(0), b.unsqueeze(0), t))

# --- test
decoder = torch.nn.Sequential(torch.nn.Linear(6, 32), torch.nn.Tanh(), torch.nn.Linear(32, 256)).eval()
a, b = torch.randn(6), torch.randn(6)
film = latent_walk(decoder, a, b)
assert film.shape == (21, 256) and not film.requires_grad
assert torch.allclose(film[0], decoder(a), atol=1e-6) and torch.allclose(film[-1], decoder(b), atol=1e-6)
assert torch.allclose(film[10], decoder((a + b) / 2), atol=1e-6)
