// concept: lagrangian-neural-networks
// prefix: delan-1d-tfjs
// description: Acceleration from a learnt mass and a learnt potential of one coordinate
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
interface ScalarNet {
  w: tf.Tensor2D; // [1, width]
  b: tf.Tensor2D; // [1, width]
  c: tf.Tensor2D; // [width, 1]
}

/** A tanh network of q: [batch, 1], and its derivative by q. */
function scalarNet(q: tf.Tensor2D, { w, b, c }: ScalarNet): { value: tf.Tensor2D; slope: tf.Tensor2D } {
  const t: tf.Tensor2D = tf.tanh(tf.add(tf.matMul(q, w), b));
  const slope: tf.Tensor2D = tf.mul(tf.sub(1, tf.square(t)), w);
  return { value: tf.matMul(t, c), slope: tf.matMul(slope, c) };
}

/** From L = M(q)·v²/2 − V(q) with M = softplus(net) + 0.01, which is never 0. */
function massAndPotential(q: tf.Tensor2D, v: tf.Tensor2D, massNet: ScalarNet, potential: ScalarNet) {
  const u = scalarNet(q, massNet);
  const mass: tf.Tensor2D = tf.add(tf.softplus(u.value), 0.01);
  const byQ = tf.mul(tf.sigmoid(u.value), u.slope);
  const force = tf.add(tf.mul(byQ, tf.mul(tf.square(v), 0.5)), scalarNet(q, potential).slope);
  return { mass, acceleration: tf.neg(tf.div(force, mass)) as tf.Tensor2D };
}

// --- test
const net = (seed: number): ScalarNet => ({
  w: tf.randomNormal([1, 8], 0, 1, 'float32', seed),
  b: tf.randomNormal([1, 8], 0, 1, 'float32', seed + 1),
  c: tf.randomNormal([8, 1], 0, 1, 'float32', seed + 2),
});
const [massNet, potential] = [net(1), net(10)];
const q = tf.randomNormal<tf.Rank.R2>([1000, 1], 0, 5, 'float32', 20);
const { mass } = massAndPotential(q, tf.zerosLike(q), massNet, potential);
if (mass.min().dataSync()[0]! <= 0) throw new Error('a mass that is not above 0');
// From rest the acceleration is −V'/M; V' by central differences.
const at = tf.tensor2d([[0.4]]);
const valueAt = (x: number) => scalarNet(tf.tensor2d([[x]]), potential).value.dataSync()[0]!;
const rest = massAndPotential(at, tf.zerosLike(at), massNet, potential);
const expected = -(valueAt(0.41) - valueAt(0.39)) / 0.02 / rest.mass.dataSync()[0]!;
const found = rest.acceleration.dataSync()[0]!;
if (Math.abs(found - expected) > 2e-3 * Math.max(1, Math.abs(expected))) throw new Error(`${found} is not ${expected}`);
