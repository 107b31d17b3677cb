# concept: layer-norm-variants
# also: layer-norm-epsilon
# prefix: [rmsnorm-keras, rms-norm]
# description: RMSNorm in Keras
# needs: keras >= 3.9
# position: statement
# placeholders: {1e-6: [1e-6, 1e-5]}

# --- setup
import keras
import numpy as np

x = np.array([[1, 2, 3, 4], [-1, 0, 0, 5]], dtype="float32")

# --- snippet
norm = keras.layers.RMSNormalization(epsilon=1e-6)

# --- test
expected = [[0.365148, 0.730297, 1.095445, 1.460593], [-0.392232, 0.0, 0.0, 1.961161]]
np.testing.assert_allclose(np.asarray(norm(x)), expected, atol=1e-5)
other = np.asarray(keras.layers.LayerNormalization(rms_scaling=True)(x))
assert abs(other - np.array(expected)).max() > 0.3  # it divides by the deviation, not by the root mean square
