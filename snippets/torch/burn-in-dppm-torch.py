# concept: latent-failures
# prefix: [burn-in-dppm-torch, burn-in]
# description: Field DPPM after a burn-in with torch.distributions, in 64 bits
# needs: torch >= 1.10
# position: statement

# --- setup
import torch

# --- snippet
def field_dppm(aged, mission=15_000.0, p=0.002, weak=(5e3, 0.7), main=(1e7, 2.5)):
    """aged: burn-in hours times the acceleration factor. weak and main are (scale, shape), as torch orders them."""
    def hazard(t):
        failed = [-torch.expm1(-((t / scale) ** shape)) for scale, shape in (weak, main)]
        return -torch.log1p(-(p * failed[0] + (1 - p) * failed[1]))

    aged = torch.as_tensor(aged, dtype=torch.float64)
    return 1e6 * -torch.expm1(hazard(aged) - hazard(aged + mission))

# --- test
dppm = field_dppm([573.726 * hours for hours in (24, 96, 168)])
torch.testing.assert_close(dppm, torch.tensor([196.32, 7.744, 4.383], dtype=torch.float64), rtol=1e-3, atol=0)
weibull = torch.distributions.Weibull(torch.tensor(5e3, dtype=torch.float64), 0.7)
torch.testing.assert_close(weibull.cdf(torch.tensor(15_000.0)).double(), torch.tensor(0.884406, dtype=torch.float64), rtol=0, atol=1e-5)
