# concept: language-model-pretraining
# prefix: [causal-mask-torch, is-causal]
# description: Attention in which no position sees a later one
# needs: torch >= 2.0
# position: statement

# --- setup
import torch
from torch.nn import functional as F

torch.manual_seed(0)
q, k, v = torch.randn(3, 1, 2, 4, 8)

# --- snippet
attended = F.scaled_dot_product_attention(q, k, v, is_causal=True)

# --- test
def last_changed(is_causal):
    other_k, other_v = k.clone(), v.clone()
    other_k[..., -1, :] += 1
    other_v[..., -1, :] += 1
    before = F.scaled_dot_product_attention(q, k, v, is_causal=is_causal)
    after = F.scaled_dot_product_attention(q, other_k, other_v, is_causal=is_causal)
    return (after - before)[..., :-1, :].abs().max().item()

assert last_changed(True) == 0
assert last_changed(False) > 0.1

visible = torch.ones(4, 4, dtype=torch.bool).tril()
by_mask = F.scaled_dot_product_attention(q, k, v, attn_mask=visible)
torch.testing.assert_close(attended, by_mask)
