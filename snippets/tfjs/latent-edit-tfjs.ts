// concept: latent-space-manipulation
// also: [latent-direction]
// prefix: [latent-edit-tfjs, edit-latent-tfjs]
// description: Decode a code moved along a direction by several strengths, in one batch
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {}

// --- setup
import * as tf from '@tensorflow/tfjs';

const weights = tf.randomNormal([6, 12], 0, 1, 'float32', 4) as tf.Tensor2D;
const decode = (z: tf.Tensor2D): tf.Tensor2D => tf.tanh(tf.matMul(z, weights));

// --- snippet
/** `z` and `direction` one code each; the answer has one row a strength. */
function editLatent(
  decode: (z: tf.Tensor2D) => tf.Tensor2D, z: tf.Tensor1D, direction: tf.Tensor1D, alphas: number[],
): tf.Tensor2D {
  return tf.tidy(() => {
    const unit = tf.div(direction, tf.norm(direction));
    const steps = tf.outerProduct(tf.tensor1d(alphas), unit as tf.Tensor1D);
    return decode(tf.add(tf.expandDims(z, 0), steps) as tf.Tensor2D);
  });
}

// --- test
const z = tf.tensor1d([0.1, -0.4, 0.3, 0.9, -0.2, 0.5]);
const direction = tf.tensor1d([0, 3, 0, 4, 0, 0]);
const before = tf.memory().numTensors;
const rows = editLatent(decode, z, direction, [-1, 0, 2]);
const [first, plain, far] = rows.arraySync();
rows.dispose();
if (tf.memory().numTensors !== before) throw new Error('tensors were left');
const expect = (name: string, row: number[], code: number[]): void => {
  const wanted = decode(tf.tensor2d([code])).dataSync();
  row.forEach((value, i) => {
    if (Math.abs(value - wanted[i]) > 1e-5) throw new Error(`${name}: ${value} instead of ${wanted[i]}`);
  });
};
expect('alpha 0', plain, [0.1, -0.4, 0.3, 0.9, -0.2, 0.5]);
expect('alpha 2', far, [0.1, 0.8, 0.3, 2.5, -0.2, 0.5]);
expect('alpha -1', first, [0.1, -1.0, 0.3, 0.1, -0.2, 0.5]);
