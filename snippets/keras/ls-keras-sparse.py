# concept: label-smoothing
# prefix: ls-keras-sparse
# description: Label smoothing for integer labels, which the sparse loss does not offer
# needs: keras >= 3.0
# position: statement
# placeholders: {num_classes: , 0.1: [0.1, 0.05, 0.2]}

# --- setup
import keras
import numpy as np

num_classes = 5
logits = np.array([[2, -1, 0.5, 0, 1], [0.1, 0.2, 3, -0.5, 0], [-1, 0, 1, 2, -2]], dtype="float32")
labels = np.array([0, 2, 1])

# --- snippet
def sparse_smoothed_crossentropy(y_true, y_pred):
    onehot = keras.ops.one_hot(keras.ops.cast(y_true, "int32"), num_classes)
    return keras.losses.categorical_crossentropy(onehot, y_pred, from_logits=True, label_smoothing=0.1)

# --- test
rows = np.asarray(sparse_smoothed_crossentropy(labels, logits))
np.testing.assert_allclose(rows, [0.724438, 0.422830, 2.451914], atol=1e-5)

model = keras.Sequential([keras.Input((2,)), keras.layers.Dense(num_classes)])
model.compile(optimizer="adam", loss=sparse_smoothed_crossentropy)
history = model.fit(np.zeros((8, 2)), np.zeros(8), verbose=0)
assert np.isfinite(history.history["loss"]).all()
