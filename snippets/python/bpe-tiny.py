# concept: language-specific-pretraining
# prefix: [bpe-tiny, byte-pair-encoding]
# description: Byte pair encoding in thirty lines, trainer and encoder
# position: statement
# placeholders: {merges=100: [50, 100, 200]}

# --- setup
from collections import Counter

# --- snippet
def join_pair(pieces, pair):
    joined, i = [], 0
    while i < len(pieces):
        meets = tuple(pieces[i : i + 2]) == pair
        joined.append("".join(pair) if meets else pieces[i])
        i += 2 if meets else 1
    return joined


def learn_bpe(words, merges=100):
    """words: a Counter. Merges the most frequent pair again and again; ties go to the first in code points."""
    segmented = {word: [*word, "_"] for word in words}
    learned = []
    while len(learned) < merges:
        pairs = Counter()
        for word, pieces in segmented.items():
            for pair in zip(pieces, pieces[1:]):
                pairs[pair] += words[word]
        best = min(pairs, key=lambda pair: (-pairs[pair], pair), default=None)
        if best is None or pairs[best] < 2:
            break
        learned.append(best)
        segmented = {word: join_pair(pieces, best) for word, pieces in segmented.items()}
    return learned


def encode(word, learned):
    pieces = [*word, "_"]
    for pair in learned:
        pieces = join_pair(pieces, pair)
    return pieces

# --- test
words = Counter({"low": 5, "lower": 2, "newest": 6, "widest": 3})
learned = learn_bpe(words, 5)
assert learned == [("e", "s"), ("es", "t"), ("est", "_"), ("l", "o"), ("lo", "w")]
assert encode("lowest", learned) == ["low", "est_"]
assert encode("xy", learned) == ["x", "y", "_"]
assert len(learn_bpe(Counter(["ab", "cd"]), 5)) == 0
