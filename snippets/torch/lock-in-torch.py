# concept: laser-voltage-probing
# prefix: [lock-in-torch, lvi]
# description: Amplitude and phase of one frequency at every pixel
# needs: torch >= 1.10
# position: statement

# --- setup
import torch

# --- snippet
def lock_in(samples, cycles_per_sample):
    """samples: (..., time), whole periods of the frequency. Returns amplitude and phase of a sine."""
    angle = 2 * torch.pi * cycles_per_sample * torch.arange(samples.shape[-1], dtype=samples.dtype, device=samples.device)
    references = torch.stack([angle.sin(), angle.cos()], dim=-1)
    x, y = (2 * samples @ references / samples.shape[-1]).unbind(-1)
    return torch.hypot(x, y), torch.atan2(y, x)

# --- test
t = torch.arange(1000, dtype=torch.float64)
amplitude, phase = lock_in(0.3 * torch.sin(2 * torch.pi * 0.05 * t + 0.7), 0.05)
assert abs(amplitude - 0.3) < 1e-6 and abs(phase - 0.7) < 1e-6
