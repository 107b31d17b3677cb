// concept: latent-world-models
// prefix: [wm-tfjs, stop-gradient-tfjs]
// description: Stop-gradient, and the consistency loss of a world model with it
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** The value without its gradient; TensorFlow.js has no function for it. */
function stopGradient(x: tf.Tensor): tf.Tensor {
  return tf.customGrad((value) => ({
    value: (value as tf.Tensor).clone(),
    gradFunc: (dy: tf.Tensor) => tf.zerosLike(dy),
  }))(x);
}

/** Of a predicted latent state and the encoded next observation; without stop-gradient latents collapse. */
function consistencyLoss(predicted: tf.Tensor, encoded: tf.Tensor): tf.Scalar {
  return tf.mean(tf.squaredDifference(predicted, stopGradient(encoded)));
}

// --- test
const x = tf.tensor1d([1, 2, 3]);
const through = tf.grad((value) => tf.sum(tf.mul(stopGradient(value), value)))(x).dataSync();
[1, 2, 3].forEach((expected, i) => {
  if (through[i] !== expected) throw new Error(`${through[i]} is not ${expected}`); // x², one factor held still
});
const [byPredicted, byEncoded] = tf.grads((p, e) => consistencyLoss(p!, e!))([tf.zeros([3]), x]);
if (Math.abs(byPredicted!.dataSync()[2]! + 2) > 1e-6) throw new Error('no gradient for the prediction');
if (byEncoded!.dataSync().some((value) => value !== 0)) throw new Error('a gradient for the target');
