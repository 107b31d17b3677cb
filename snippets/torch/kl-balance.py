# concept: latent-world-models
# prefix: kl-balance
# description: Balanced KL term with free nats for categorical latents, as in DreamerV2
# needs: torch >= 1.13
# position: statement
# placeholders: {0.8: [0.8, 0.5], 1.0: [1.0, 3.0]}

# --- setup
import torch
from torch.distributions import Independent, OneHotCategorical, kl_divergence

torch.manual_seed(0)

# --- snippet
def balanced_kl(posterior_logits, prior_logits, balance=0.8, free_nats=1.0):
    """Logits: (batch, variables, classes). The larger share pulls the prior to the posterior."""

    def kl(posterior, prior):
        latent = [Independent(OneHotCategorical(logits=logits), 1) for logits in (posterior, prior)]
        return kl_divergence(*latent).mean().clamp(min=free_nats)

    toward_posterior = kl(posterior_logits.detach(), prior_logits)
    toward_prior = kl(posterior_logits, prior_logits.detach())
    return balance * toward_posterior + (1 - balance) * toward_prior

# --- test
def gradients(balance):
    q, p = torch.randn(4, 3, 5, generator=torch.Generator().manual_seed(1)), torch.zeros(4, 3, 5)
    q.requires_grad_(), p.requires_grad_()
    value = balanced_kl(q, p, balance, free_nats=0.0)
    value.backward()
    return value.item(), q.grad, p.grad


value, q_grad, p_grad = gradients(0.8)
half, q_half, p_half = gradients(0.5)
assert abs(value - half) < 1e-6  # the value is the plain KL divergence
torch.testing.assert_close(p_grad, p_half * 1.6)
torch.testing.assert_close(q_grad, q_half * 0.4)
same = torch.zeros(4, 3, 5)
assert balanced_kl(same, same, free_nats=1.0) == 1
