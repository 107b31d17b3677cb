# concept: latent-space-interpolation
# also: latent-diffusion
# prefix: [noise-slerp, blend-noise]
# description: Blends two start noises of a diffusion model and keeps their variance
# needs: torch >= 1.13
# position: statement
# placeholders: {t=0.5: [0.25, 0.5, 0.75]}

# --- setup
import torch

torch.manual_seed(0)

# --- snippet
def blend_noise(a, b, t=0.5):
    """For independent Gaussian noises: the straight line, divided by what it loses. About slerp, without its angle."""
    return torch.lerp(a, b, t) / (t**2 + (1 - t) ** 2) ** 0.5

# --- test
a, b = torch.randn(1, 4, 64, 64), torch.randn(1, 4, 64, 64)
middle = blend_noise(a, b)
assert middle.shape == a.shape and abs(middle.std().item() - 1) < 0.02
assert abs(torch.lerp(a, b, 0.5).std().item() - 0.707) < 0.02
assert torch.equal(blend_noise(a, b, 0), a) and torch.allclose(blend_noise(a, b, 1), b)
angle = torch.acos(torch.nn.functional.cosine_similarity(a.flatten(), b.flatten(), dim=0))
curved = torch.sin(angle / 2) / torch.sin(angle) * (a + b)
assert (middle - curved).abs().max().item() < 0.05
