# concept: landmark-attention
# prefix: [landmark-softmax-torch, grouped-softmax]
# description: Landmark attention's grouped softmax over masked scores
# needs: torch >= 1.10
# position: statement

# --- setup
import torch

# --- snippet
def landmark_softmax(scores, is_landmark):
    """Causal weights [..., n, n] from scores [..., n, n]; is_landmark [n] is true at the end of each block."""
    n = scores.shape[-1]
    block = torch.cumsum(is_landmark.long(), 0) - is_landmark.long()
    causal = torch.ones(n, n, dtype=torch.bool, device=scores.device).tril()
    own = block[:, None] == block[None, :]
    mine = causal & own & ~is_landmark
    earlier = causal & ~own & is_landmark
    gate = scores.masked_fill(~(mine | earlier), -torch.inf).softmax(-1).nan_to_num()
    weights = gate * mine
    for b in block[is_landmark].unique():
        tokens, landmark = (block == b) & ~is_landmark, (block == b) & is_landmark
        inside = scores.masked_fill(~tokens, -torch.inf).softmax(-1)
        weights = weights + (gate * (earlier & landmark)).sum(-1, keepdim=True) * inside
    return weights

# --- test
row = torch.tensor([1, 0, 0.5, 2, -1, 1.5, 0.3, 0.7])
weights = landmark_softmax(row.expand(8, 8), torch.tensor([0, 0, 1, 0, 0, 1, 0, 0], dtype=torch.bool))
expected = torch.tensor([0.126955, 0.046704, 0, 0.449666, 0.022388, 0, 0.142180, 0.212107])
torch.testing.assert_close(weights[-1], expected, atol=1e-6, rtol=0)
torch.testing.assert_close(weights.sum(-1), torch.ones(8))
assert weights.triu(1).abs().max() == 0
