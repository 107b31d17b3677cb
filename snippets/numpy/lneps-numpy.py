# concept: layer-norm-epsilon
# prefix: [lneps-numpy, layer-norm-epsilon]
# description: Layer normalization in two passes, in the number format of its input
# needs: numpy >= 1.20
# position: statement
# placeholders: {1e-5: [1e-5, 1e-6, 1e-12]}

# --- setup
import numpy as np

# --- snippet
def layer_norm(x, eps=1e-5):
    """Every step in the type of x: in float16 an eps below 3e-8 is 0."""
    eps = x.dtype.type(eps)
    centred = x - x.mean(axis=-1, keepdims=True, dtype=x.dtype)
    variance = np.mean(centred * centred, axis=-1, keepdims=True, dtype=x.dtype)
    return centred / np.sqrt(variance + eps)

# --- test
x = np.array([-1.5, -0.5, 0.25, 1.75])
np.testing.assert_allclose(layer_norm(x), x / np.sqrt(1.40625 + 1e-5), atol=1e-9)

half = np.full(4, 0.1, dtype="float16")
assert np.float16(1e-8) == 0 and float(np.float16(1e-5)) == 1.0013580322265625e-05
with np.errstate(all="ignore"):
    assert np.isnan(layer_norm(half, eps=1e-8)).all()
    assert (layer_norm(half, eps=1e-5) == 0).all()
    assert (layer_norm(half * 0 + np.array([-300, 300, -300, 300], dtype="float16")) == 0).all()
assert np.abs(layer_norm((x * 1e-3).astype("float32"), eps=1e-8)).max() > 1
