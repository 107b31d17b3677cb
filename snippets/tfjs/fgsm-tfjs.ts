// concept: l-infinity-attacks
// prefix: [fgsm-tfjs, fgsm]
// description: One step of ε along the sign of the loss gradient
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {eps = 0.1: ["8 / 255", "0.1", "0.3"]}

// --- setup
import * as tf from '@tensorflow/tfjs';

const weights = tf.tensor2d([1, -2, 0.5, 3], [4, 1]);
const x = tf.tensor2d([[0.2, 0.6, 0.5, 0.3]]);
const label = tf.tensor2d([[1, 0]]);
const score = (at: tf.Tensor2D): tf.Tensor2D => tf.sub(tf.matMul(at, weights), 0.4);
const model = (at: tf.Tensor2D): tf.Tensor2D => tf.mul(tf.concat([tf.neg(score(at)), score(at)], 1), 0.5);

// --- snippet
/** `x` in [0, 1], `oneHot` the true classes; the model returns logits. */
function fgsm(model: (x: tf.Tensor2D) => tf.Tensor2D, x: tf.Tensor2D, oneHot: tf.Tensor2D, eps = 0.1): tf.Tensor2D {
  return tf.tidy(() => {
    const loss = (at: tf.Tensor) => tf.losses.softmaxCrossEntropy(oneHot, model(at as tf.Tensor2D)).asScalar();
    const step = tf.mul(tf.sign(tf.grad(loss)(x)), eps);
    return tf.clipByValue(tf.add(x, step), 0, 1) as tf.Tensor2D;
  });
}

// --- test
const after = (eps: number): number => score(fgsm(model, x, label, eps)).dataSync()[0];
if (!(after(0.038) < 0 && after(0.039) > 0)) throw new Error(`0.038 gives ${after(0.038)}, 0.039 ${after(0.039)}`);
const change = tf.max(tf.abs(tf.sub(fgsm(model, x, label, 0.038), x))).dataSync()[0];
if (change > 0.038 + 1e-6) throw new Error(`a pixel moved by ${change}`);
