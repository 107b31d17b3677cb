# concept: l-diversity
# prefix: [l-diversity, l-diversity-numpy]
# description: Distinct, entropy and recursive l-diversity and t-closeness of a table
# needs: numpy >= 1.20
# position: statement
# placeholders: {2: [2, 3, 4]}

# --- setup
import numpy as np

# --- snippet
def diversity(group, sensitive, l=2):
    """group, sensitive: one integer code a record. Returns what the weakest class reaches; c must exceed the last but one."""
    counts = np.zeros((group.max() + 1, sensitive.max() + 1))
    np.add.at(counts, (group, sensitive), 1)
    p = counts / counts.sum(axis=1, keepdims=True)
    entropy = -(p * np.log(np.where(p > 0, p, 1))).sum(axis=1)
    ordered = -np.sort(-counts, axis=1)
    with np.errstate(divide="ignore"):
        c = ordered[:, 0] / ordered[:, l - 1 :].sum(axis=1)
    t = abs(p - counts.sum(axis=0) / counts.sum()).sum(axis=1) / 2
    return {"distinct": (counts > 0).sum(axis=1), "entropy l": np.exp(entropy), "c": c, "t": t}

# --- test
counts = np.array([[4, 0, 0, 0], [2, 1, 1, 0], [3, 1, 0, 0], [1, 1, 1, 1]])
group, sensitive = [np.repeat(codes.ravel(), counts.ravel()) for codes in np.indices(counts.shape)]
found = diversity(group, sensitive)
assert found["distinct"].tolist() == [1, 3, 2, 4]
np.testing.assert_allclose(found["entropy l"], [1, 2.828427, 1.754765, 4], atol=1e-6)
np.testing.assert_allclose(found["c"], [np.inf, 1, 3, 1 / 3])
np.testing.assert_allclose(found["t"], [0.375, 0.1875, 0.1875, 0.375])
