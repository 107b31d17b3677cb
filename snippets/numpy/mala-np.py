# concept: langevin-dynamics
# prefix: [mala-np, mala]
# description: Langevin step with an accept/reject test, which removes the bias of the step size
# needs: numpy >= 1.20
# position: statement
# placeholders: {eps=0.5: [0.1, 0.5, 1.0]}

# --- setup
import numpy as np

rng = np.random.default_rng(0)

# --- snippet
def mala_step(x, log_prob, score, rng, eps=0.5):
    """Rows of x are chains. Returns them and which ones moved; tune eps until about 57 % do."""
    def forward(to, start):
        return -((to - start - eps / 2 * score(start)) ** 2).sum(axis=1) / (2 * eps)

    proposal = x + eps / 2 * score(x) + np.sqrt(eps) * rng.standard_normal(x.shape)
    ratio = log_prob(proposal) + forward(x, proposal) - log_prob(x) - forward(proposal, x)
    accepted = np.log(rng.random(len(x))) < ratio
    return np.where(accepted[:, None], proposal, x), accepted

# --- test
x, share = rng.standard_normal((20_000, 1)) * 2, []
for _ in range(300):
    x, accepted = mala_step(x, lambda x: -(x**2).sum(axis=1) / 2, lambda x: -x, rng, eps=1.0)
    share.append(accepted.mean())
print(f"accepted {np.mean(share[100:]):.3f}")
assert abs(x.var() - 1) < 0.03 and 0.8 < np.mean(share[100:]) < 1
