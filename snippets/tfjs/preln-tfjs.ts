// concept: pre-post-layer-norm
// prefix: [preln-tfjs, residual]
// description: A residual step with the norm in front or behind
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {1e-5: [1e-5, 1e-6, 1e-3]}

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
function norm(x: tf.Tensor) {
  const centred = tf.sub(x, tf.mean(x, -1, true));
  return tf.mul(centred, tf.rsqrt(tf.add(tf.mean(tf.square(centred), -1, true), 1e-5)));
}
const preNorm = (x: tf.Tensor, sublayer: (x: tf.Tensor) => tf.Tensor) => tf.add(x, sublayer(norm(x)));
const postNorm = (x: tf.Tensor, sublayer: (x: tf.Tensor) => tf.Tensor) => norm(tf.add(x, sublayer(x)));

// --- test
const x = tf.tensor2d([[1, 2, 3, 4], [-1, 0, 0, 5]]);
const unchanged = Array.from(preNorm(x, (z) => tf.mul(z, 0)).dataSync());
if (unchanged.join() !== '1,2,3,4,-1,0,0,5') throw new Error(`${unchanged}`);
const rows = postNorm(x, (z) => tf.mul(z, z)).arraySync() as number[][];
for (const row of rows) {
  const deviation = Math.sqrt(row.reduce((sum, y) => sum + y * y, 0) / row.length);
  if (!(Math.abs(deviation - 1) < 1e-3)) throw new Error(`deviation ${deviation}`);
}
