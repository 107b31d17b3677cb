// concept: landmark-attention
// prefix: [landmark-tfjs, grouped-softmax]
// description: Landmark attention of a batch of queries over blocks of equal length
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** @param own [queries, m] scores of the own block; landmarks [queries, blocks]; tokens [queries, blocks, length] */
function landmarkWeights(own: tf.Tensor2D, landmarks: tf.Tensor2D, tokens: tf.Tensor3D) {
  const gate = tf.softmax(tf.concat([own, landmarks], 1));
  const blocks = tf.slice(gate, [0, own.shape[1]]);
  return {
    own: tf.slice(gate, [0, 0], [-1, own.shape[1]]),
    tokens: tf.mul(tf.expandDims(blocks, 2), tf.softmax(tokens)),
  };
}

// --- test
const found = landmarkWeights(tf.tensor2d([[0.3, 0.7]]), tf.tensor2d([[0.5, 1.5]]), tf.tensor3d([[[1, 0], [2, -1]]]));
const values = [...found.tokens.dataSync(), ...found.own.dataSync()];
const expected = [0.126955, 0.046704, 0.449666, 0.022388, 0.14218, 0.212107];
const worst = Math.max(...expected.map((value, i) => Math.abs(value - values[i])));
if (!(worst < 1e-6)) throw new Error(`a weight is off by ${worst}`);
