# concept: language-model-interpretability
# prefix: [interp-attn-hf, output-attentions]
# description: Attention weights and hidden states of a model; weights need the eager implementation
# needs: [transformers >= 4.48, torch >= 2.0]
# position: statement
# placeholders: {tokens: }

# --- setup
import torch
from transformers import AutoModelForCausalLM, GPT2Config

torch.manual_seed(0)
config = GPT2Config(n_layer=2, n_head=2, n_embd=16, vocab_size=50, n_positions=16, bos_token_id=0, eos_token_id=0)
model = AutoModelForCausalLM.from_config(config, attn_implementation="eager")
tokens = torch.tensor([[5, 9, 14, 20]])

# --- snippet
model.set_attn_implementation("eager")
model.eval()
with torch.no_grad():
    out = model(tokens, output_attentions=True, output_hidden_states=True)
weights = torch.stack(out.attentions)
streams = torch.stack(out.hidden_states)

# --- test
assert weights.shape == (2, 1, 2, 4, 4)
torch.testing.assert_close(weights.sum(-1), torch.ones(2, 1, 2, 4))
assert streams.shape == (3, 1, 4, 16)
model.set_attn_implementation("sdpa")
with torch.no_grad():
    fused = model(tokens, output_attentions=True)
assert not fused.attentions or all(weights is None for weights in fused.attentions)
