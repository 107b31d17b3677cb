# concept: language-specific-pretraining
# prefix: [fertility, tokens-per-word]
# description: Tokens per word of any tokenizer on your own text, and the share of words that are split
# position: statement

# --- setup
import re

# --- snippet
def fertility(tokenize, texts):
    """tokenize: a word to its tokens, e.g. tokenizer.tokenize. Returns (tokens per word, share of split words)."""
    words = [word for text in texts for word in re.findall(r"\w+", text)]
    counts = [len(tokenize(word)) for word in words]
    return sum(counts) / len(counts), sum(count > 1 for count in counts) / len(counts)

# --- test
texts = ["Talvella lamppujen valo näkyy jäällä.", "vene on"]
assert fertility(str.split, texts) == (1.0, 0.0)
lengths = [8, 9, 4, 5, 6, 4, 2]
characters, split = fertility(list, texts)
assert abs(characters - sum(lengths) / 7) < 1e-12 and split == 1.0
