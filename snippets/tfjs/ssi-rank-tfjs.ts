// concept: lamda
// prefix: [ssi-rank-tfjs, sample-and-rank]
// description: Drops unsafe replies and ranks the others by predicted quality
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {0.5: [0.5, 0.7, 0.9]}

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** @param predictions [replies, 4]: P(sensible), P(specific), P(interesting), P(safe); unsafe replies score -Infinity */
function ssiScores(predictions: tf.Tensor2D, threshold = 0.5, weights = [3, 1, 1]): tf.Tensor1D {
  const quality = tf.slice(predictions, [0, 0], [-1, 3]);
  const scores = tf.reshape(tf.matMul(quality, tf.tensor2d(weights, [3, 1])), [-1]);
  const isSafe = tf.greaterEqual(tf.reshape(tf.slice(predictions, [0, 3], [-1, 1]), [-1]), threshold);
  return tf.where(isSafe, scores, tf.fill(scores.shape, -Infinity)) as tf.Tensor1D;
}

// --- test
const rows = [
  [0.98, 0.95, 0.1, 0.96],
  [0.91, 0.95, 0.88, 0.96],
  [0.99, 0.98, 0.02, 0.05],
];
const found = ssiScores(tf.tensor2d(rows));
const [plain, interesting, unsafe] = found.dataSync();
if (!(Math.abs(plain - 3.99) < 1e-6 && Math.abs(interesting - 4.56) < 1e-6)) throw new Error(`${plain} ${interesting}`);
if (unsafe !== -Infinity) throw new Error('the unsafe reply was not filtered');
if (tf.argMax(found).dataSync()[0] !== 1) throw new Error('the wrong reply wins');
