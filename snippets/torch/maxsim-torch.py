# concept: late-interaction
# prefix: [maxsim-torch, late-interaction]
# description: MaxSim of queries and documents in batches, with padded document tokens left out
# needs: torch >= 2.0
# position: statement

# --- setup
import torch

# --- snippet
def maxsim(Q, D, mask):
    """Q: (a, q, m), D: (b, k, m), unit vectors; mask: (b, k), False where padded. Returns (a, b)."""
    similarity = torch.einsum("aqm,bkm->abqk", Q, D)
    return similarity.masked_fill(~mask[None, :, None, :], float("-inf")).amax(-1).sum(-1)

# --- test
Q = torch.tensor([[[1.0, 0.0], [0.0, 1.0]]])
D = torch.tensor([[[0.6, 0.8], [0.8, -0.6]], [[0.0, 1.0], [-1.0, 0.0]]])
everything = torch.ones(2, 2, dtype=torch.bool)
torch.testing.assert_close(maxsim(Q, D, everything), torch.tensor([[1.6, 1.0]]))
padded = torch.cat([D, torch.zeros(2, 3, 2)], dim=1)
mask = torch.cat([everything, torch.zeros(2, 3, dtype=torch.bool)], dim=1)
torch.testing.assert_close(maxsim(Q, padded, mask), torch.tensor([[1.6, 1.0]]))
away = -torch.ones(1, 1, 2) / 2**0.5
alone = maxsim(Q, torch.cat([away, torch.zeros(1, 1, 2)], dim=1), torch.tensor([[True, False]]))
torch.testing.assert_close(alone, torch.tensor([[-(2**0.5)]]))
