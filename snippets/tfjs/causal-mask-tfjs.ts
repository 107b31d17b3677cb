// concept: language-model-pretraining
// prefix: [causal-mask-tfjs, causal-attention]
// description: Causal attention weights and the next-token loss
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** @param scores [batch, length, length] of a row for a column; no row sees a later column */
function causalWeights(scores: tf.Tensor3D): tf.Tensor3D {
  const length = scores.shape[1];
  const visible = tf.linalg.bandPart(tf.ones([length, length]), -1, 0);
  return tf.softmax(tf.add(scores, tf.mul(tf.sub(visible, 1), 1e9)));
}

/** Mean nats of the next token: logits [batch, length, vocabulary], ids [batch, length]. */
function nextTokenLoss(logits: tf.Tensor3D, ids: tf.Tensor2D): tf.Scalar {
  const [batch, length, vocabulary] = logits.shape;
  const target = tf.oneHot(tf.slice(ids, [0, 1]).toInt(), vocabulary);
  const logP = tf.logSoftmax(tf.slice(logits, [0, 0, 0], [batch, length - 1, vocabulary]));
  return tf.neg(tf.mean(tf.sum(tf.mul(target, logP), -1)));
}

// --- test
const weights = causalWeights(tf.zeros([1, 4, 4])).arraySync()[0];
const expected = [[1, 0, 0, 0], [1 / 2, 1 / 2, 0, 0], [1 / 3, 1 / 3, 1 / 3, 0], [1 / 4, 1 / 4, 1 / 4, 1 / 4]];
const worst = Math.max(...expected.flatMap((row, i) => row.map((value, j) => Math.abs(value - weights[i][j]))));
if (!(worst < 1e-6)) throw new Error(`a weight is off by ${worst}`);
const loss = nextTokenLoss(tf.zeros([2, 5, 50]), tf.tensor2d([[1, 2, 3, 4, 5], [6, 7, 8, 9, 0]], [2, 5], 'int32'));
if (!(Math.abs(loss.dataSync()[0] - Math.log(50)) < 1e-5)) throw new Error('not ln 50');
