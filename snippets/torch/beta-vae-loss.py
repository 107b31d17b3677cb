# concept: latent-space-disentanglement
# prefix: [beta-vae-loss, vae-loss]
# description: Loss of a β-VAE, summed over pixels and latents, averaged over the batch
# needs: torch >= 1.13
# position: statement
# placeholders: {beta=4.0: [1.0, 4.0, 10.0]}

# --- setup
import torch

torch.manual_seed(0)

# --- snippet
def beta_vae_loss(recon, x, mu, logvar, beta=4.0, pixel_var=1.0):
    """Only beta * pixel_var matters for the optimum; with a mean over pixels beta would mean something else."""
    error = (recon - x).pow(2).flatten(1).sum(1) / (2 * pixel_var)
    kl = 0.5 * (mu.pow(2) + logvar.exp() - logvar - 1).sum(1)
    return (error + beta * kl).mean()

# --- test
mu = torch.tensor([[0.5, -1.0]])
logvar = torch.log(torch.tensor([[1.0, 0.25]]))
x = torch.rand(1, 1, 8, 8)
kl = beta_vae_loss(x, x, mu, logvar, beta=1.0)
assert abs(kl.item() - 0.943147) < 1e-6
normal = torch.distributions.Normal
same = torch.distributions.kl_divergence(normal(mu, (logvar / 2).exp()), normal(0.0, 1.0)).sum()
assert abs(kl.item() - same.item()) < 1e-6
off = beta_vae_loss(x + 0.1, x, mu, logvar, beta=4.0, pixel_var=0.05)
assert abs(off.item() - (64 * 0.01 / 0.1 + 4 * 0.943147)) < 1e-4
