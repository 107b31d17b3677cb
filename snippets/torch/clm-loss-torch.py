# concept: language-model-pretraining
# prefix: [clm-loss-torch, next-token-loss]
# description: Next-token cross-entropy of logits that are not shifted yet
# needs: torch >= 1.10
# position: statement
# placeholders: {-100: }

# --- setup
import torch
from torch.nn import functional as F

# --- snippet
def causal_lm_loss(logits, ids):
    """Mean loss in nats of predicting ids[:, 1:] [batch, length] from logits [batch, length, vocabulary]."""
    return F.cross_entropy(logits[:, :-1].flatten(0, 1), ids[:, 1:].flatten(), ignore_index=-100)

# --- test
from transformers import GPT2Config, GPT2LMHeadModel

torch.manual_seed(0)
model = GPT2LMHeadModel(GPT2Config(vocab_size=50, n_positions=16, n_embd=16, n_layer=1, n_head=2)).eval()
ids = torch.randint(0, 50, (3, 12))
with torch.no_grad():
    output = model(ids, labels=ids)
assert abs(causal_lm_loss(output.logits, ids).item() - output.loss.item()) < 1e-6
assert abs(output.loss.item() - torch.log(torch.tensor(50.0)).item()) < 0.4

uniform = torch.zeros(2, 5, 50)
assert abs(causal_lm_loss(uniform, ids[:2, :5]).item() - 3.912023) < 1e-6
