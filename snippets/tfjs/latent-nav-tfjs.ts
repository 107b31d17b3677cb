// concept: latent-space-navigation
// prefix: [latent-nav-tfjs, optimize-latent]
// description: Gradient steps on a code until a score of the decoded output reaches a target
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {rate = 0.1: ["0.01", "0.05", "0.1"], steps = 80: ["50", "80", "200"]}

// --- setup
import * as tf from '@tensorflow/tfjs';

const weights = tf.randomNormal([6, 12], 0, 0.5, 'float32', 1) as tf.Tensor2D;
const reader = tf.randomNormal([12, 1], 0, 0.3, 'float32', 2) as tf.Tensor2D;
const score = (z: tf.Tensor2D): tf.Tensor2D => tf.matMul(tf.tanh(tf.matMul(z, weights)), reader);

// --- snippet
/** `score(z)` decodes and rates each row; `keep` weighs the squared distance from the start. */
function steerLatent(
  score: (z: tf.Tensor2D) => tf.Tensor2D, start: tf.Tensor2D, target: number,
  rate = 0.1, steps = 80, keep = 0.02,
): tf.Tensor2D {
  const loss = (z: tf.Tensor2D) =>
    tf.add(tf.sum(tf.square(tf.sub(score(z), target))), tf.mul(tf.sum(tf.squaredDifference(z, start)), keep));
  const slope = tf.grad((z) => loss(z as tf.Tensor2D));
  return tf.tidy(() => {
    let z = start;
    for (let step = 0; step < steps; step++) z = tf.sub(z, tf.mul(slope(z), rate));
    return z.clone();
  });
}

// --- test
const start = tf.randomNormal([4, 6], 0, 1, 'float32', 3) as tf.Tensor2D;
const before = tf.memory().numTensors;
const end = steerLatent(score, start, 0.5, 0.1, 300, 0);
if (tf.memory().numTensors !== before + 1) throw new Error('a tensor is left behind');
const reached = Array.from(score(end).dataSync());
for (const value of reached) if (Math.abs(value - 0.5) > 0.02) throw new Error(`score ${value}`);
const one = (z: number[]) => tf.sum(score(tf.tensor2d([z]))) as tf.Scalar;
const at = [0.3, -0.5, 0.8, 0.1, -1.2, 0.4];
const slope = tf.grad((z) => tf.sum(score(z as tf.Tensor2D)))(tf.tensor2d([at])).dataSync();
for (let k = 0; k < 6; k++) {
  const moved = (by: number) => one(at.map((value, i) => value + (i === k ? by : 0))).dataSync()[0];
  const difference = (moved(1e-2) - moved(-1e-2)) / 2e-2;
  if (Math.abs(slope[k] - difference) > 0.01 * Math.max(1, Math.abs(difference))) throw new Error(`slope ${k}`);
}
