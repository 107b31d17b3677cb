// concept: latent-odes
// prefix: [latent-ode-tfjs, rk4-tfjs]
// description: Samples a first latent state, carries it along by Runge-Kutta and decodes it
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
type Dense = { w: tf.Tensor2D; b: tf.Tensor2D };
const dense = (x: tf.Tensor2D, { w, b }: Dense): tf.Tensor2D => tf.add(tf.matMul(x, w), b);

function rungeKutta(f: (z: tf.Tensor2D) => tf.Tensor2D, z: tf.Tensor2D, h: number): tf.Tensor2D {
  const along = (slope: tf.Tensor2D, dt: number): tf.Tensor2D => tf.add(z, tf.mul(slope, dt));
  const k1 = f(z);
  const k2 = f(along(k1, h / 2));
  const k3 = f(along(k2, h / 2));
  const k4 = f(along(k3, h));
  return along(tf.add(tf.add(k1, k4), tf.mul(tf.add(k2, k3), 2)), h / 6);
}

/** Values at 0, h, 2h, … of as many samples as mean and logVariance have rows: [steps + 1, samples]. */
function decodePath(
  mean: tf.Tensor2D,
  logVariance: tf.Tensor2D,
  net: { field: Dense; velocity: Dense; decoder: Dense },
  { h = 0.1, steps = 60 } = {},
): tf.Tensor2D {
  return tf.tidy(() => {
    const noise = tf.randomNormal<tf.Rank.R2>(mean.shape);
    let z: tf.Tensor2D = tf.add(mean, tf.mul(tf.exp(tf.div(logVariance, 2)), noise));
    const field = (at: tf.Tensor2D) => dense(tf.tanh(dense(at, net.field)), net.velocity);
    const path = [z];
    for (let i = 0; i < steps; i++) path.push((z = rungeKutta(field, z, h)));
    return tf.reshape(dense(tf.concat(path), net.decoder), [steps + 1, mean.shape[0]]);
  });
}

// --- test
// A field of nearly linear tanh turns in circles: tanh(0.01 z)·100 is z up to 1e-4.
const zero = (columns: number): tf.Tensor2D => tf.zeros([1, columns]);
const circle = {
  field: { w: tf.tensor2d([[0.01, 0], [0, 0.01]]), b: zero(2) },
  velocity: { w: tf.tensor2d([[0, -100], [100, 0]]), b: zero(2) },
  decoder: { w: tf.tensor2d([[1], [0]]), b: zero(1) },
};
const certain = tf.fill<tf.Rank.R2>([1, 2], -50);
const values = decodePath(tf.tensor2d([[1, 0]]), certain, circle, { h: 0.1, steps: 60 }).dataSync();
for (const i of [0, 15, 31, 60])
  if (Math.abs(values[i]! - Math.cos(0.1 * i)) > 2e-3) throw new Error(`${values[i]} at ${0.1 * i}`);
const spread = decodePath(tf.zeros([500, 2]), tf.zeros([500, 2]), circle, { h: 0.1, steps: 1 });
const sd = tf.moments(tf.slice(spread, [0, 0], [1, 500])).variance.sqrt().dataSync()[0]!;
if (Math.abs(sd - 1) > 0.15) throw new Error(`spread ${sd}`);
