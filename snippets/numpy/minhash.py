# concept: llm-pretraining
# prefix: [minhash, near-duplicates]
# description: Estimates how much of their word shingles two documents share
# needs: numpy >= 1.20
# position: statement
# placeholders: {256: [128, 256], 5: [3, 5, 8]}

# --- setup
import hashlib

import numpy as np

# --- snippet
def minhash(text, hashes=256, words=5, seed=0):
    """Signature [hashes] of the word shingles of a text; the share of equal entries estimates the Jaccard index."""
    parts = text.lower().split()
    shingles = {" ".join(parts[i : i + words]) for i in range(max(1, len(parts) - words + 1))}
    ids = np.array([int(hashlib.blake2b(s.encode(), digest_size=4).hexdigest(), 16) for s in shingles], dtype=np.uint64)
    rng = np.random.default_rng(seed)
    prime = np.uint64((1 << 31) - 1)
    a, b = rng.integers(1, int(prime), size=(2, hashes, 1), dtype=np.uint64)
    return ((a * (ids % prime) + b) % prime).min(axis=1)

# --- test
def shingles(text, words=5):
    parts = text.lower().split()
    return {" ".join(parts[i : i + words]) for i in range(len(parts) - words + 1)}

rng = np.random.default_rng(1)
vocabulary = [f"word{i}" for i in range(500)]
document = list(rng.choice(vocabulary, 400))
for changed in (0, 3, 10, 30, 400):
    other = document.copy()
    for i in rng.choice(400, changed, replace=False):
        other[i] = "changed"
    first, second = " ".join(document), " ".join(other)
    exact = len(shingles(first) & shingles(second)) / len(shingles(first) | shingles(second))
    estimate = float((minhash(first) == minhash(second)).mean())
    assert abs(estimate - exact) < 0.1, (changed, exact, estimate)
