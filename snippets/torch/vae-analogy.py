# concept: latent-space-arithmetic
# prefix: [vae-analogy, latent-analogy]
# description: A with an attribute minus A without it plus C, in the latent space of an autoencoder
# needs: torch >= 1.9
# position: statement
# placeholders: {alpha=1.0: [0.5, 1.0, 1.5]}

# --- setup
import torch

torch.manual_seed(0)
basis = torch.linalg.qr(torch.randn(12, 4))[0]
calls = []


def encode(x):
    calls.append(torch.is_grad_enabled())
    return x @ basis


def decode(z):
    return z @ basis.T

# --- snippet
@torch.no_grad()
def latent_analogy(encode, decode, a_with, a_without, c, alpha=1.0):
    """Batches of inputs; `encode` has to return the mean of the posterior, not a sample."""
    offset = (encode(a_with) - encode(a_without)).mean(0, keepdim=True)
    return decode(encode(c) + alpha * offset)

# --- test
a_with, a_without, c = (torch.randn(n, 4) @ basis.T for n in (5, 5, 3))
out = latent_analogy(encode, decode, a_with, a_without, c)
assert torch.allclose(out, c + a_with.mean(0) - a_without.mean(0), atol=1e-5)
assert torch.allclose(latent_analogy(encode, decode, a_with, a_without, c, alpha=0.0), c, atol=1e-5)
assert not any(calls) and not out.requires_grad
