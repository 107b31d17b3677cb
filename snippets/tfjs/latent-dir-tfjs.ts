// concept: latent-direction
// prefix: [latent-dir-tfjs, latent-direction-tfjs]
// description: Unit direction of an attribute by the difference of class means
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {}

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** `codes` one a row, `has` 1 where the attribute is there and 0 elsewhere; both classes are needed. */
function meanDirection(codes: tf.Tensor2D, has: tf.Tensor1D): tf.Tensor1D {
  return tf.tidy(() => {
    const not = tf.sub(1, has);
    const weights = tf.sub(tf.div(has, tf.sum(has)), tf.div(not, tf.sum(not)));
    const n = tf.squeeze(tf.matMul(tf.expandDims(weights, 0) as tf.Tensor2D, codes), [0]);
    return tf.div(n, tf.norm(n)) as tf.Tensor1D;
  });
}

// --- test
const z = tf.randomNormal([400, 6], 0, 1, 'float32', 5) as tf.Tensor2D;
const has = tf.tidy(() => tf.cast(tf.greater(tf.squeeze(tf.slice(z, [0, 3], [-1, 1]), [1]), 0), 'float32')) as tf.Tensor1D;
const before = tf.memory().numTensors;
const n = meanDirection(z, has);
const values = Array.from(n.dataSync());
if (values[3] < 0.95) throw new Error(`cosine ${values[3]}`);
if (Math.abs(Math.hypot(...values) - 1) > 1e-5) throw new Error('not of length one');
n.dispose();
if (tf.memory().numTensors !== before) throw new Error('tensors were left');
