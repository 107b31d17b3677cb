# concept: language-model-interpretability
# prefix: [interp-logit-lens-tl, logit-lens]
# description: Logit lens, what each layer would answer at the last position
# needs: [transformer-lens >= 4.0, torch >= 2.0]
# position: statement
# placeholders: {tokens: }

# --- setup
import tempfile

import torch
from tokenizers import Tokenizer, models, pre_tokenizers
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
tokens = torch.tensor([[0, 5, 9, 14, 20, 5]])

# --- snippet
logits, cache = model.run_with_cache(tokens)
streams = [cache["resid_pre", 0]] + [cache["resid_post", layer] for layer in range(model.cfg.n_layers)]
lens = torch.stack([model.unembed(model.ln_final(stream))[0, -1] for stream in streams])
print(lens.argmax(dim=-1))

# --- test
assert lens.shape == (3, 50)
torch.testing.assert_close(lens[-1], logits[0, -1], atol=1e-5, rtol=1e-5)
without_norm = model.unembed(streams[-1])[0, -1]
assert (without_norm - logits[0, -1]).abs().max() > 0.1
