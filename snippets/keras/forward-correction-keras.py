# concept: label-flipping
# prefix: [forward-correction-keras, forward-correction]
# description: Loss through a known noise matrix, so that the model learns the true labels
# needs: keras >= 3.0
# position: statement

# --- setup
import keras
import numpy as np
from keras import ops

T = np.array([[0.8, 0.2], [0.3, 0.7]])

# --- snippet
def forward_correction(T):
    """A loss for model.compile: integer labels, logits. T[i, j]: true class i is given as j; rows sum to 1."""
    def loss(noisy_labels, logits):
        seen = ops.softmax(logits) @ ops.cast(T, logits.dtype)
        return keras.losses.sparse_categorical_crossentropy(noisy_labels, seen)

    return loss

# --- test
value = forward_correction(T)(ops.array([1]), ops.array([[1.0, 0.0]]))
assert abs(float(value[0]) - 1.095206) < 1e-5
model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(2)])
model.compile("sgd", loss=forward_correction(T))
model.fit(np.ones((4, 2), "float32"), np.array([0, 1, 1, 0]), verbose=0)
