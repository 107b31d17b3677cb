# concept: language-model-interpretability
# prefix: [interp-patch-tl, activation-patching]
# description: Recovery by patching the residual stream, layer by position
# needs: [transformer-lens >= 4.0, torch >= 2.0]
# position: statement
# placeholders: {clean_tokens: , corrupt_tokens: , right: , wrong: }

# --- setup
import tempfile

import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformer_lens import patching
from transformer_lens.model_bridge import TransformerBridge
from transformers import GPT2Config, GPT2LMHeadModel, PreTrainedTokenizerFast

# A GPT-2 of two small layers with random weights; TransformerBridge.boot_transformers("gpt2") loads the real one.
torch.manual_seed(0)
words = ["<bos>"] + [f"w{i}" for i in range(49)]
splitter = Tokenizer(models.WordLevel({word: i for i, word in enumerate(words)}, unk_token="<bos>"))
splitter.pre_tokenizer = pre_tokenizers.Whitespace()
folder = tempfile.mkdtemp()
PreTrainedTokenizerFast(
    tokenizer_object=splitter, bos_token="<bos>", eos_token="<bos>", pad_token="<bos>"
).save_pretrained(folder)
config = GPT2Config(
    n_layer=2, n_head=2, n_embd=16, vocab_size=50, n_positions=16, bos_token_id=0, eos_token_id=0, attn_implementation="eager"
)
model = TransformerBridge.boot_transformers(
    "gpt2",
    hf_model=GPT2LMHeadModel(config).eval(),
    tokenizer=PreTrainedTokenizerFast.from_pretrained(folder, add_bos_token=True),
)
clean_tokens = torch.tensor([[0, 5, 9, 14, 20, 5]])
corrupt_tokens = torch.tensor([[0, 5, 9, 31, 20, 5]])
right, wrong = 7, 8

# --- snippet
def lead(logits):
    return logits[0, -1, right] - logits[0, -1, wrong]

clean_logits, clean_cache = model.run_with_cache(clean_tokens)
clean, corrupt = lead(clean_logits), lead(model(corrupt_tokens))
patched = patching.get_act_patch_resid_pre(model, corrupt_tokens, clean_cache, lead)
recovery = (patched - corrupt) / (clean - corrupt)

# --- test
assert recovery.shape == (2, 6)
# The changed token carries everything in the embedding, tokens before it nothing in any layer.
torch.testing.assert_close(recovery[0, 3].item(), 1.0, atol=1e-3, rtol=0)
torch.testing.assert_close(recovery[:, :3], torch.zeros(2, 3), atol=1e-3, rtol=0)
torch.testing.assert_close(recovery[0, 4:], torch.zeros(2), atol=1e-3, rtol=0)

def put_clean(activation, hook):
    activation[:, 5] = clean_cache[hook.name][:, 5]
    return activation

by_hand = model.run_with_hooks(corrupt_tokens, fwd_hooks=[("blocks.1.hook_resid_pre", put_clean)])
torch.testing.assert_close(lead(by_hand), patched[1, 5], atol=1e-5, rtol=0)
