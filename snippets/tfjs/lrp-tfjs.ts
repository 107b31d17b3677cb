// concept: layer-wise-relevance-propagation
// prefix: [lrp-tfjs, layer-wise-relevance-propagation]
// description: Relevance of the inputs of a network of dense ReLU layers
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {1e-9: [1e-9, 0.25]}

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** weights: inputs x outputs, layer by layer, without biases. rho: what the rule makes of them, e.g. tf.relu for z+. */
function relevanceOf(
  weights: tf.Tensor2D[],
  x: tf.Tensor2D,
  target: number,
  rho: (w: tf.Tensor2D) => tf.Tensor2D = (w) => w,
  eps = 1e-9,
): tf.Tensor2D {
  return tf.tidy(() => {
    const a = [x];
    weights.forEach((w, i) => {
      const z = tf.matMul<tf.Tensor2D>(a[i]!, w);
      a.push(i < weights.length - 1 ? tf.relu(z) : z);
    });
    const logits = a.at(-1)!;
    const isTarget = tf.cast(tf.equal(tf.range(0, logits.shape[1]), target), 'float32');
    let relevance = tf.mul<tf.Tensor2D>(logits, isTarget);
    for (let i = weights.length - 1; i >= 0; i--) {
      const w = rho(weights[i]!);
      const z = tf.matMul<tf.Tensor2D>(a[i]!, w);
      const stabilizer = tf.where(tf.greaterEqual(z, 0), tf.fill(z.shape, eps), tf.fill(z.shape, -eps));
      const share = tf.div<tf.Tensor2D>(relevance, tf.add(z, stabilizer));
      relevance = tf.mul(a[i]!, tf.matMul<tf.Tensor2D>(share, w, false, true));
    }
    return relevance;
  });
}

// --- test
const net = [tf.tensor2d([[1, -1], [0.5, 1]]), tf.tensor2d([[1], [-0.5]])];
const input = tf.tensor2d([[1, 2]]);
const expectClose = (found: tf.Tensor2D, expected: number[]) =>
  [...found.dataSync()].forEach((value, i) => {
    if (Math.abs(value - expected[i]!) > 1e-5) throw new Error(`${value} is not ${expected[i]}`);
  });
expectClose(relevanceOf(net, input, 0), [1.5, 0]);
expectClose(relevanceOf(net, input, 0, (w) => w, 0.1), [1.318994, 0.040584]);
expectClose(relevanceOf(net, input, 0, (w) => tf.add(w, tf.mul(tf.relu(w), 0.25))), [1.1875, 0.3125]);
expectClose(relevanceOf(net, input, 0, (w) => tf.relu(w)), [0.75, 0.75]);
