// concept: lagrangian-neural-networks
// prefix: [lnn-tfjs, euler-lagrange-tfjs]
// description: Acceleration from L = v²/2 + c·softplus(q·wq + v·wv + b), derivatives written out
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** q and v: [batch, 1]; wq, wv, b: [1, width]; c: [width, 1]. Nested tf.grads would lose the weights' gradient. */
function lagrangianAcceleration(
  q: tf.Tensor2D,
  v: tf.Tensor2D,
  { wq, wv, b, c }: Record<'wq' | 'wv' | 'b' | 'c', tf.Tensor2D>,
): tf.Tensor2D {
  const s = tf.sigmoid(tf.add(tf.add(tf.matMul(q, wq), tf.matMul(v, wv)), b));
  const s2 = tf.mul(s, tf.sub(1, s));
  const times = (x: tf.Tensor, ...weights: tf.Tensor[]): tf.Tensor =>
    tf.matMul(weights.reduce((product, w) => tf.mul(product, w), x) as tf.Tensor2D, c);
  const mass = tf.add(1, times(s2, wv, wv));
  const force = tf.sub(times(s, wq), tf.mul(times(s2, wq, wv), v));
  return tf.div(force, tf.maximum(mass, 0.1));
}

// --- test
const weights = {
  wq: tf.tensor2d([[0.5, -0.3, 0.8]]),
  wv: tf.tensor2d([[0.2, 0.9, -0.4]]),
  b: tf.tensor2d([[0.1, 0, -0.2]]),
  c: tf.tensor2d([[0.7], [-0.5], [0.6]]),
};
const found = lagrangianAcceleration(tf.tensor2d([[0.5], [-1]]), tf.tensor2d([[1], [0.3]]), weights).dataSync();
[0.575122, 0.381967].forEach((expected, i) => {
  if (Math.abs(found[i]! - expected) > 1e-5) throw new Error(`${found[i]} is not ${expected}`);
});
