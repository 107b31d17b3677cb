# concept: laser-fib
# prefix: [haz-depth-torch, heat-affected-zone]
# description: Depth to which a laser pulse heats a half-space above a limit
# needs: torch >= 1.11
# position: statement

# --- setup
import torch

# --- snippet
def damage_depth(heat, capacity, diffusivity, rise=300.0):
    """SI units: heat J/m^2 that stays behind, capacity J/(m^3 K), diffusivity m^2/s. Returns metres."""
    z = torch.logspace(-7, -4, 2000, dtype=torch.float64)
    t = torch.logspace(-11, -3, 400, dtype=torch.float64)[:, None]
    warmth = heat / (capacity * (torch.pi * diffusivity * t).sqrt()) * torch.exp(-(z**2) / (4 * diffusivity * t))
    hot = z[warmth.amax(dim=0) > rise]
    return hot[-1].item() if len(hot) else 0.0

# --- test
assert abs(1e6 * damage_depth(1000.0, 1.64e6, 8.8e-5) / 0.98362 - 1) < 0.01
assert damage_depth(1.0, 1.64e6, 8.8e-5) == 0.0
