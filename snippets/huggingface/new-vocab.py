# concept: language-specific-pretraining
# prefix: [new-vocab, train-new-from-iterator]
# description: A tokenizer of your language for an existing model, and embeddings of its size
# needs: [transformers >= 4.30, torch >= 1.10]
# position: statement
# placeholders: {vocab_size=32000: [32000, 50000], texts: , tokenizer: , model: }

# --- setup
import torch
from tokenizers import Tokenizer, models, pre_tokenizers
from transformers import BertConfig, BertForMaskedLM, PreTrainedTokenizerFast

base = Tokenizer(models.WordPiece({"[UNK]": 0, "[PAD]": 1, "a": 2}, unk_token="[UNK]"))
base.pre_tokenizer = pre_tokenizers.Whitespace()
tokenizer = PreTrainedTokenizerFast(tokenizer_object=base, unk_token="[UNK]", pad_token="[PAD]")
config = BertConfig(
    vocab_size=3, hidden_size=16, num_hidden_layers=1, num_attention_heads=2, intermediate_size=32
)
model = BertForMaskedLM(config)
texts = ["Aamulla kalastaja kävelee talostaan rantaan.", "Vene on hiekalla, ja verkot kuivuvat tuulessa."] * 4

# --- snippet
new_tokenizer = tokenizer.train_new_from_iterator(texts, vocab_size=32000)
model.resize_token_embeddings(len(new_tokenizer))
# Old rows now belong to other pieces: initialise them from subword overlap or train the embeddings first.

# --- test
assert len(new_tokenizer) > 20
assert model.get_input_embeddings().weight.shape == (len(new_tokenizer), 16)
ids = new_tokenizer("vene kuivuvat", return_tensors="pt").input_ids
assert int(ids.max()) < len(new_tokenizer)
assert model(input_ids=ids).logits.shape[-1] == len(new_tokenizer)
