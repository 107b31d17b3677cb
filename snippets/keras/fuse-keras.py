# concept: late-fusion
# prefix: [fuse-keras, late-fusion]
# description: Average layer on the softmax outputs of two models
# needs: keras >= 3.0
# position: statement
# placeholders: {image_model: , text_model: }

# --- setup
import keras

image_model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3, activation="softmax")])
text_model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(3, activation="softmax")])

# --- snippet
image = keras.Input(image_model.input_shape[1:], name="image")
text = keras.Input(text_model.input_shape[1:], name="text")
fused = keras.layers.Average()([image_model(image), text_model(text)])
model = keras.Model([image, text], fused)

# --- test
import numpy as np

images, texts = np.random.default_rng(0).normal(size=(5, 4)), np.random.default_rng(1).normal(size=(5, 6))
scores = [np.asarray(image_model(images)), np.asarray(text_model(texts))]
np.testing.assert_allclose(np.asarray(model([images, texts])), (scores[0] + scores[1]) / 2, atol=1e-6)
example = keras.layers.Average()([np.float32([[0.7, 0.2, 0.1]]), np.float32([[0.4, 0.5, 0.1]])])
np.testing.assert_allclose(np.asarray(example), [[0.55, 0.35, 0.1]], atol=1e-6)
