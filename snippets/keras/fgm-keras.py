# concept: l2-attacks
# prefix: [fgm-keras, fgm]
# description: One step of length ε along the loss gradient
# needs: keras >= 2.12
# position: statement
# placeholders: {eps=0.5: [0.5, 1.0, 3.0]}

# --- setup
import numpy as np
import tensorflow as tf

weights = tf.constant([1.0, -2.0, 0.5, 3.0])
x = tf.constant([[0.2, 0.6, 0.5, 0.3], [0.1, 0.9, 0.4, 0.2]])
y = tf.constant([0, 0])


def score(x):
    return tf.linalg.matvec(x, weights) - 0.4


def model(x, training=False):
    assert not training
    return tf.stack([-score(x) / 2, score(x) / 2], axis=1)

# --- snippet
def fgm(model, x, y, eps=0.5):
    """x in [0, 1]; the model returns logits."""
    with tf.GradientTape() as tape:
        tape.watch(x)
        loss = tf.keras.losses.sparse_categorical_crossentropy(y, model(x, training=False), from_logits=True)
    gradient = tape.gradient(loss, x)
    length = tf.norm(tf.reshape(gradient, [len(x), -1]), axis=1)
    length = tf.reshape(length, [-1] + [1] * (len(x.shape) - 1))
    return tf.clip_by_value(x + eps * gradient / (length + 1e-12), 0, 1)

# --- test
change = fgm(model, x, y, 0.1) - x
assert np.abs(np.linalg.norm(change, axis=1) - 0.1).max() < 1e-6
assert float(score(fgm(model, x, y, 0.066))[0]) < 0 < float(score(fgm(model, x, y, 0.0665))[0])
boxed = fgm(model, x, y, 3.0)
assert float(tf.reduce_min(boxed)) >= 0 and float(tf.reduce_max(boxed)) <= 1
