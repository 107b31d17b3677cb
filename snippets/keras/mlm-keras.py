# concept: language-model-pretraining
# prefix: [mlm-keras, ignore-class]
# description: Cross-entropy that skips tokens that were not chosen
# needs: keras >= 3.0
# position: statement
# placeholders: {-100: }

# --- setup
import keras

# --- snippet
loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=-100)

# --- test
import numpy as np

logits = np.array([[[2.0, 0.0, 0.0], [0.0, 5.0, 0.0], [0.0, 1.0, 0.0]]], dtype="float32")
labels = np.array([[0, -100, 2]])
first = np.log(np.exp(2) + 2) - 2
third = np.log(np.exp(1) + 2)
mean = float(loss(labels, logits))
assert abs(mean - (first + third) / 2) < 1e-6 and abs(mean - 0.895495) < 1e-6
