# concept: pre-post-layer-norm
# prefix: [preln-keras, transformer-block]
# description: A Pre-LN block from Keras layers
# needs: keras >= 3.0
# position: statement
# placeholders: {1e-5: [1e-5, 1e-6, 1e-3]}

# --- setup
import keras
from keras import layers

# --- snippet
def pre_norm_block(x, heads, hidden):
    width = x.shape[-1]
    h = layers.LayerNormalization(epsilon=1e-5)(x)
    x = x + layers.MultiHeadAttention(heads, width // heads)(h, h)
    h = layers.LayerNormalization(epsilon=1e-5)(x)
    return x + layers.Dense(width)(layers.Dense(hidden, activation="relu")(h))

# --- test
import numpy as np

inputs = keras.Input((5, 8))
model = keras.Model(inputs, pre_norm_block(inputs, 2, 32))
x = np.random.default_rng(0).normal(size=(2, 5, 8)).astype("float32")
assert np.abs(np.asarray(model(x)) - x).max() > 0.1
for layer in model.layers:
    if isinstance(layer, (layers.Dense, layers.MultiHeadAttention)):
        layer.set_weights([np.zeros_like(w) for w in layer.get_weights()])
np.testing.assert_allclose(np.asarray(model(x)), x)  # nothing is normalized on the way from input to output
