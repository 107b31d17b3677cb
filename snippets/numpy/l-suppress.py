# concept: l-diversity
# prefix: [l-suppress, l-diversity-suppress]
# description: Drops the records of classes that are too small or not diverse enough
# needs: numpy >= 1.20
# position: statement
# placeholders: {5: [5, 10, 20], 2: [2, 3, 4]}

# --- setup
import numpy as np

# --- snippet
def suppress(group, sensitive, k=5, l=2):
    """group, sensitive: one integer code a record. Returns which records may stay."""
    counts = np.zeros((group.max() + 1, sensitive.max() + 1), int)
    np.add.at(counts, (group, sensitive), 1)
    passes = (counts.sum(axis=1) >= k) & ((counts > 0).sum(axis=1) >= l)
    keep = passes[group]
    print(f"{keep.mean():.1%} of {len(keep)} records kept")
    return keep

# --- test
rng = np.random.default_rng(0)
group = rng.integers(0, 120, 1000)
sensitive = np.minimum(rng.geometric(0.5, 1000) - 1, 5)
for k, l in [(5, 2), (8, 3), (1, 4)]:
    keep = suppress(group, sensitive, k, l)
    for g in np.unique(group):
        values = sensitive[group == g]
        fine = len(values) >= k and len(np.unique(values)) >= l
        assert (keep[group == g] == fine).all()
    assert 0 < keep.mean() < 1
