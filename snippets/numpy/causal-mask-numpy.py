# concept: language-model-pretraining
# prefix: [causal-mask-numpy, prefix-lm-mask]
# description: What each position may see, causal or with a prefix that is seen from everywhere
# needs: numpy >= 1.20
# position: statement

# --- setup
import numpy as np

# --- snippet
def visibility(length, prefix=0):
    """True where row may read column: all earlier columns, itself, and the first `prefix` columns."""
    row, column = np.indices((length, length))
    return (column <= row) | (column < prefix)

# --- test
assert visibility(4).astype(int).tolist() == [[1, 0, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]]
assert visibility(4, prefix=2).astype(int).tolist() == [[1, 1, 0, 0], [1, 1, 0, 0], [1, 1, 1, 0], [1, 1, 1, 1]]
assert visibility(32).sum() == 528 and visibility(32, prefix=32).sum() == 1024
