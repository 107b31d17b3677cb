// concept: l2-attacks
// prefix: [fgm-tfjs, fgm]
// description: One step of length ε along the loss gradient
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {eps = 0.5: ["0.5", "1", "3"]}

// --- setup
import * as tf from '@tensorflow/tfjs';

const weights = tf.tensor2d([1, -2, 0.5, 3], [4, 1]);
const x = tf.tensor2d([[0.2, 0.6, 0.5, 0.3], [0.1, 0.9, 0.4, 0.2]]);
const labels = tf.tensor2d([[1, 0], [1, 0]]);
const score = (at: tf.Tensor2D): tf.Tensor2D => tf.sub(tf.matMul(at, weights), 0.4);
const model = (at: tf.Tensor2D): tf.Tensor2D => tf.mul(tf.concat([tf.neg(score(at)), score(at)], 1), 0.5);

// --- snippet
/** `x` in [0, 1], `oneHot` the true classes; the model returns logits. */
function fgm(model: (x: tf.Tensor2D) => tf.Tensor2D, x: tf.Tensor2D, oneHot: tf.Tensor2D, eps = 0.5): tf.Tensor2D {
  return tf.tidy(() => {
    const loss = (at: tf.Tensor) => tf.losses.softmaxCrossEntropy(oneHot, model(at as tf.Tensor2D)).asScalar();
    const gradient = tf.grad(loss)(x);
    const length = tf.sqrt(tf.sum(tf.square(gradient), 1, true));
    const step = tf.mul(gradient, tf.div(eps, tf.add(length, 1e-12)));
    return tf.clipByValue(tf.add(x, step), 0, 1) as tf.Tensor2D;
  });
}

// --- test
const after = (eps: number): number => score(fgm(model, x, labels, eps)).dataSync()[0];
if (!(after(0.066) < 0 && after(0.0665) > 0)) throw new Error(`0.066 gives ${after(0.066)}, 0.0665 ${after(0.0665)}`);
const lengths = tf.norm(tf.sub(fgm(model, x, labels, 0.1), x), 2, 1).dataSync();
for (const length of lengths) if (Math.abs(length - 0.1) > 1e-6) throw new Error(`a change is ${length} long`);
