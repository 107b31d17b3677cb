// concept: layer-normalization
// also: layer-norm-epsilon
// prefix: [ln-tfjs, layer-norm]
// description: Layer normalization as a layer, with PyTorch's epsilon
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {1e-5: [1e-5, 1e-6, 1e-12, 1e-3]}

// --- setup
import * as tf from '@tensorflow/tfjs';

const x = tf.tensor2d([[1, 2, 3, 4], [-1, 0, 0, 5], [10, 10, 10, 10.5]]);

// --- snippet
const norm = tf.layers.layerNormalization({ epsilon: 1e-5 }); // the default is 1e-3

// --- test
const values = Array.from((norm.apply(x) as tf.Tensor).dataSync());
const expected = [-1.341635, -0.447212, 0.447212, 1.341635, -0.852802, -0.426401, -0.426401, 1.705604, -0.577289, -0.577289, -0.577289, 1.731866];
const worst = Math.max(...expected.map((value, i) => Math.abs(value - values[i])));
if (!(worst < 1e-4)) throw new Error(`an output is off by ${worst}`);
