# concept: layer-norm-epsilon
# prefix: [lneps-keras, layer-norm-epsilon]
# description: Layer normalization for weights that were trained with PyTorch's epsilon
# needs: keras >= 3.0
# position: expression
# placeholders: {1e-5: [1e-5, 1e-6, 1e-12]}

# --- setup
import keras
import numpy as np

# --- snippet
keras.layers.LayerNormalization(epsilon=1e-5)  # Keras' default is 1e-3

# --- test
small = 0.1 * np.array([[1, -1, 1, -1]], dtype="float32")
ported = np.asarray(keras.layers.LayerNormalization(epsilon=1e-5)(small))
default = np.asarray(keras.layers.LayerNormalization()(small))
np.testing.assert_allclose(ported[0], [0.9995, -0.9995, 0.9995, -0.9995], atol=1e-4)
np.testing.assert_allclose(default[0], [0.953463, -0.953463, 0.953463, -0.953463], atol=1e-4)
