# concept: language-model-pretraining
# prefix: [mlm-collator-hf, data-collator]
# description: Masks a batch of token ids the way BERT does
# needs: [transformers >= 4.48, torch >= 1.10]
# position: statement
# placeholders: {0.15: [0.15, 0.3, 0.4]}

# --- setup
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from transformers import DataCollatorForLanguageModeling, PreTrainedTokenizerFast

special = ["[PAD]", "[UNK]", "[MASK]"]
vocabulary = {word: i for i, word in enumerate([*special, *(f"w{i}" for i in range(997))])}
tokenizer = PreTrainedTokenizerFast(
    tokenizer_object=Tokenizer(WordLevel(vocabulary, unk_token="[UNK]")),
    pad_token="[PAD]",
    unk_token="[UNK]",
    mask_token="[MASK]",
)

# --- snippet
collator = DataCollatorForLanguageModeling(tokenizer, mlm=True, mlm_probability=0.15, seed=0)

# --- test
import torch

ids = torch.randint(3, 1000, (100, 200), generator=torch.Generator().manual_seed(1))
batch = collator([{"input_ids": row.tolist()} for row in ids])
chosen = batch["labels"] != -100
assert 0.145 < chosen.float().mean().item() < 0.155
assert 0.78 < (batch["input_ids"][chosen] == 2).float().mean().item() < 0.82
assert torch.equal(batch["input_ids"][~chosen], ids[~chosen])
assert torch.equal(batch["labels"][chosen], ids[chosen])

for wrong, message in [({"mask_replace_prob": 0.95}, "should not exceed 1"), ({"mlm_probability": 1.5}, "between 0 and 1")]:
    try:
        DataCollatorForLanguageModeling(tokenizer, **wrong)
    except ValueError as error:
        assert message in str(error)
    else:
        raise AssertionError(wrong)

tokenizer.mask_token = None
try:
    DataCollatorForLanguageModeling(tokenizer)
except ValueError as error:
    assert "mask token" in str(error)
else:
    raise AssertionError("a tokenizer without a mask token was taken")
assert DataCollatorForLanguageModeling(tokenizer, mlm=False).mlm is False
