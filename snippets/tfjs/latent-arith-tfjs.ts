// concept: latent-space-arithmetic
// prefix: [latent-arith-tfjs, latent-analogy-tfjs]
// description: Attribute vector from codes and 0/1 labels, added to other codes
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {alpha = 1: ["0.5", "1", "1.5"]}

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** `codes` one a row, `has` 1 where the attribute is there; both classes are needed. Returns `z` moved along the vector. */
function addAttribute(codes: tf.Tensor2D, has: tf.Tensor1D, z: tf.Tensor2D, alpha = 1): tf.Tensor2D {
  return tf.tidy(() => {
    const not = tf.sub(1, has);
    const weights = tf.sub(tf.div(has, tf.sum(has)), tf.div(not, tf.sum(not)));
    const vector = tf.matMul(tf.expandDims(weights, 0) as tf.Tensor2D, codes);
    return tf.add(z, tf.mul(vector, alpha)) as tf.Tensor2D;
  });
}

// --- test
const before = tf.memory().numTensors;
const codes = tf.tensor2d([[3, 1], [5, 3], [0, 0], [2, 4], [1, 2]]);
const has = tf.tensor1d([1, 1, 0, 0, 0]);
const z = tf.tensor2d([[10, 10], [0, 0]]);
const moved = addAttribute(codes, has, z);
const expected = [13, 10, 3, 0];
Array.from(moved.dataSync()).forEach((value, i) => {
  if (Math.abs(value - expected[i]) > 1e-5) throw new Error(`${value} instead of ${expected[i]}`);
});
const half = addAttribute(codes, has, z, 0.5).dataSync();
if (Math.abs(half[0] - 11.5) > 1e-5) throw new Error(`${half[0]}`);
tf.dispose([codes, has, z, moved]);
if (tf.memory().numTensors - before > 1) throw new Error('tensors were left');
