# concept: language-adversarial-training
# prefix: [grl-keras, gradient-reversal]
# description: Gradient reversal layer, identity forward and -lambda times the gradient backward
# needs: keras >= 2.12
# position: statement
# placeholders: {lam=1.0: [0.1, 0.3, 1.0]}

# --- setup
import tensorflow as tf

# --- snippet
def gradient_reversal(x, lam=1.0):
    """Stands in front of the language discriminator; lam may be a tf.Variable that a schedule sets."""

    @tf.custom_gradient
    def reverse(x):
        return tf.identity(x), lambda grad: -lam * grad

    return reverse(x)

# --- test
x = tf.constant([1.0, 2.0])
with tf.GradientTape() as tape:
    tape.watch(x)
    y = gradient_reversal(x, 0.5)
    loss = 3 * y[0] + 4 * y[1]
assert y.numpy().tolist() == [1.0, 2.0]
assert tape.gradient(loss, x).numpy().tolist() == [-1.5, -2.0]
