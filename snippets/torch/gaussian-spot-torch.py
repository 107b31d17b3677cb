# concept: laser-repair
# prefix: [gaussian-spot-torch, fluence]
# description: Fluence of a Gaussian pulse on a grid, and what it removes
# needs: torch >= 1.10
# position: statement
# placeholders: {energy=2.0: , w0=0.8: , threshold=0.15: }

# --- setup
import torch

# --- snippet
def ablate(pixels=256, pixel=0.05, energy=2.0, w0=0.8, threshold=0.15):
    """nJ, um and J/cm^2. Returns the fluence and the mask of what is removed."""
    x = (torch.arange(pixels, dtype=torch.float32) - (pixels - 1) / 2) * pixel
    profile = torch.exp(-2 * x**2 / w0**2)
    fluence = 0.2 * energy / (torch.pi * w0**2) * torch.outer(profile, profile)
    return fluence, fluence > threshold

# --- test
for energy in (2.0, 4.0, 10.0):
    fluence, removed = ablate(energy=energy)
    r2 = 0.5 * 0.8**2 * torch.log(fluence.max() / 0.15)
    area = removed.sum() * 0.05**2
    assert abs(area / (torch.pi * r2) - 1) < 0.02
