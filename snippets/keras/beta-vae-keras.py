# concept: latent-space-disentanglement
# prefix: [beta-vae-keras, beta-vae]
# description: Layer that draws a code and adds β times its KL term to the loss
# needs: keras >= 3.0
# position: statement
# placeholders: {beta=4.0: [1.0, 4.0, 10.0]}

# --- setup
import keras
import numpy as np
from keras import ops

# --- snippet
class Sampling(keras.layers.Layer):
    """Takes [mean, log variance]. Sum the reconstruction error over the pixels, or beta means something else."""

    def __init__(self, beta=4.0, **kwargs):
        super().__init__(**kwargs)
        self.beta = beta
        self.seed_generator = keras.random.SeedGenerator(0)

    def call(self, inputs):
        mean, log_var = inputs
        kl = 0.5 * ops.sum(ops.square(mean) + ops.exp(log_var) - log_var - 1, axis=-1)
        self.add_loss(self.beta * ops.mean(kl))
        noise = keras.random.normal(ops.shape(mean), seed=self.seed_generator)
        return mean + ops.exp(0.5 * log_var) * noise

# --- test
mean = np.array([[0.5, -1.0]], dtype="float32")
log_var = np.log(np.array([[1.0, 0.25]], dtype="float32"))
layer = Sampling(beta=1.0)
code = layer([mean, log_var])
assert code.shape == (1, 2)
assert abs(float(layer.losses[0]) - 0.943147) < 1e-6
inputs = keras.Input((4,))
moments = keras.layers.Dense(4)(inputs)
latent = Sampling(beta=4.0)([moments[:, :2], moments[:, 2:]])
model = keras.Model(inputs, keras.layers.Dense(4)(latent))
model.compile("adam", loss=lambda x, y: ops.sum(ops.square(x - y), axis=-1) / 2)
x = np.random.default_rng(0).normal(size=(64, 4)).astype("float32")
history = model.fit(x, x, epochs=30, verbose=0).history["loss"]
assert history[-1] < history[0]
