// concept: label-propagation
// prefix: [lp-tfjs, label-propagation]
// description: Clamped label propagation over a weighted graph
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {200: [200, 50, 1000]}

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** weights: symmetric. known: one-hot rows of the labelled nodes, zeros elsewhere. Returns class scores. */
function propagateLabels(weights: tf.Tensor2D, known: tf.Tensor2D, steps = 200): tf.Tensor2D {
  return tf.tidy(() => {
    const average = tf.div<tf.Tensor2D>(weights, tf.sum(weights, 1, true));
    const isUnknown = tf.sub(1, tf.sum(known, 1, true));
    let scores = known;
    for (let step = 0; step < steps; step++) {
      scores = tf.add(tf.mul(isUnknown, tf.matMul(average, scores)), known);
    }
    return scores;
  });
}

// --- test
const A = tf.buffer([6, 6]);
for (const [i, j, weight] of [[0, 1, 1], [1, 2, 2], [2, 3, 1], [3, 4, 2], [4, 5, 1], [1, 4, 0.5]] as const) {
  A.set(weight, i, j);
  A.set(weight, j, i);
}
const seeds = tf.tensor2d([[1, 0], [0, 0], [0, 0], [0, 0], [0, 0], [0, 1]]);
const found = propagateLabels(A.toTensor() as tf.Tensor2D, seeds).arraySync().map((row) => row[0]!);
[1, 0.666667, 0.583333, 0.416667, 0.333333, 0].forEach((value, i) => {
  if (Math.abs(found[i]! - value) > 1e-5) throw new Error(`node ${i} has ${found[i]}, not ${value}`);
});
