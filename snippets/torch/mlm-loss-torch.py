# concept: language-model-pretraining
# prefix: [mlm-loss-torch, mask-tokens, mlm-8-1-1]
# description: BERT's corruption of token ids, with labels of -100 where nothing is scored
# needs: torch >= 1.10
# position: statement
# placeholders: {0.15: [0.15, 0.3, 0.4]}

# --- setup
import torch
from torch.nn import functional as F

# --- snippet
def mask_tokens(ids, mask_id, vocab_size, special, mlm_probability=0.15):
    """Corrupted ids and their labels; `special` is true where a token must not be chosen (padding, separators)."""
    chosen = (torch.rand(ids.shape, device=ids.device) < mlm_probability) & ~special
    labels = ids.masked_fill(~chosen, -100)
    lot = torch.rand(ids.shape, device=ids.device)
    inputs = ids.masked_fill(chosen & (lot < 0.8), mask_id)
    replaced = chosen & (lot >= 0.8) & (lot < 0.9)
    inputs[replaced] = torch.randint(vocab_size, (int(replaced.sum()),), device=ids.device)
    return inputs, labels

# --- test
torch.manual_seed(0)
ids = torch.randint(5, 1000, (100, 200))
special = torch.zeros_like(ids, dtype=torch.bool)
special[:, 0] = True
inputs, labels = mask_tokens(ids, mask_id=4, vocab_size=1000, special=special)
chosen = labels != -100
assert 0.145 < chosen.float().sum().item() / (~special).sum().item() < 0.155
assert 0.78 < (inputs[chosen] == 4).float().mean().item() < 0.82
assert 0.08 < (inputs[chosen] == ids[chosen]).float().mean().item() < 0.12
assert torch.equal(inputs[~chosen], ids[~chosen]) and not chosen[:, 0].any()

logits = torch.zeros(100, 200, 1000)
loss = F.cross_entropy(logits.flatten(0, 1), labels.flatten(), ignore_index=-100)
assert abs(loss.item() - 6.907755) < 1e-5
