# concept: layer-normalization
# also: layer-norm-epsilon
# prefix: [ln-keras, layer-norm]
# description: Layer normalization over the last axis, with PyTorch's epsilon
# needs: keras >= 3.0
# position: statement
# placeholders: {1e-5: [1e-5, 1e-6, 1e-12, 1e-3]}

# --- setup
import keras
import numpy as np

x = np.array([[1, 2, 3, 4], [-1, 0, 0, 5], [10, 10, 10, 10.5]], dtype="float32")

# --- snippet
norm = keras.layers.LayerNormalization(epsilon=1e-5)  # the default is 1e-3

# --- test
expected = [
    [-1.341635, -0.447212, 0.447212, 1.341635],
    [-0.852802, -0.426401, -0.426401, 1.705604],
    [-0.577289, -0.577289, -0.577289, 1.731866],
]
np.testing.assert_allclose(np.asarray(norm(x)), expected, atol=1e-4)
plain = np.asarray(keras.layers.LayerNormalization()(x))
np.testing.assert_allclose(plain[2], [-0.571289, -0.571289, -0.571289, 1.713866], atol=1e-4)
