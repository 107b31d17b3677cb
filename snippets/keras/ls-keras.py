# concept: label-smoothing
# prefix: [ls-keras, label-smoothing]
# description: Cross-entropy on smoothed one-hot labels
# needs: keras >= 3.0
# position: statement
# placeholders: {from_logits=True: ["True", "False"], 0.1: [0.1, 0.05, 0.2]}

# --- setup
import keras
import numpy as np

logits = np.array([[2, -1, 0.5, 0, 1], [0.1, 0.2, 3, -0.5, 0], [-1, 0, 1, 2, -2]], dtype="float32")
onehot = np.eye(5, dtype="float32")[[0, 2, 1]]

# --- snippet
loss = keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1)

# --- test
assert abs(float(loss(onehot, logits)) - 1.199728) < 1e-5
