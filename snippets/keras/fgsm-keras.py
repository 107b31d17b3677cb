# concept: l-infinity-attacks
# prefix: [fgsm-keras, fgsm]
# description: One step of ε along the sign of the loss gradient
# needs: keras >= 2.12
# position: statement
# placeholders: {eps=8/255: ["8/255", "4/255", "0.1", "0.3"]}

# --- setup
import numpy as np
import tensorflow as tf

weights = tf.constant([1.0, -2.0, 0.5, 3.0])
x = tf.constant([[0.2, 0.6, 0.5, 0.3]])
y = tf.constant([0])


def score(x):
    return tf.linalg.matvec(x, weights) - 0.4


def model(x, training=False):
    assert not training
    return tf.stack([-score(x) / 2, score(x) / 2], axis=1)

# --- snippet
def fgsm(model, x, y, eps=8/255):
    """x in [0, 1]; the model returns logits."""
    with tf.GradientTape() as tape:
        tape.watch(x)
        loss = tf.keras.losses.sparse_categorical_crossentropy(y, model(x, training=False), from_logits=True)
    return tf.clip_by_value(x + eps * tf.sign(tape.gradient(loss, x)), 0, 1)

# --- test
assert abs(float(score(x)[0]) + 0.25) < 1e-6
assert float(score(fgsm(model, x, y, 0.038))[0]) < 0 < float(score(fgsm(model, x, y, 0.039))[0])
assert np.abs(fgsm(model, x, y, 0.038) - x).max() <= 0.038 + 1e-6
