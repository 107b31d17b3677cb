# concept: latent-failures
# prefix: [weibull-torch, weibull]
# description: A Weibull life; PyTorch takes the scale first
# needs: torch >= 1.10
# position: statement
# placeholders: {5000.0: , 0.7: }

# --- setup
import torch

# --- snippet
life = torch.distributions.Weibull(scale=5000.0, concentration=0.7)

# --- test
torch.testing.assert_close(life.cdf(torch.tensor(15_000.0)), torch.tensor(0.884406), rtol=0, atol=1e-5)
torch.testing.assert_close(life.cdf(torch.tensor(5000.0)), torch.tensor(0.632121), rtol=0, atol=1e-5)
