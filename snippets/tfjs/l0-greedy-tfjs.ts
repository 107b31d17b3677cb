// concept: l0-attacks
// prefix: [l0-greedy-tfjs, l0-greedy]
// description: Exhaustive greedy search for few features, every candidate of a step in one batch
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {k = 5: ["1", "5", "10"]}

// --- setup
import * as tf from '@tensorflow/tfjs';

const weights = tf.tensor2d([1, -2, 0.5, 1], [4, 1]);
const x = tf.tensor1d([0.9, 0.1, 0.8, 0.7]);
const score = (at: tf.Tensor2D): tf.Tensor2D => tf.add(tf.matMul(at, weights), 0.2);
const model = (at: tf.Tensor2D): tf.Tensor2D => tf.mul(tf.concat([score(at), tf.neg(score(at))], 1), 0.5);

// --- snippet
/** One flat input in [0, 1]; the model returns logits. `margin` below 0 means that class `y` has lost. */
function l0Greedy(model: (x: tf.Tensor2D) => tf.Tensor2D, x: tf.Tensor1D, y: number, k = 5) {
  const features = x.size;
  const at = Float32Array.from(x.dataSync());
  const used: number[] = [];
  let margin = Infinity;
  while (used.length < k && margin >= 0) {
    const margins = tf.tidy(() => {
      const one = tf.eye(features);
      const black = tf.mul(tf.tensor2d(at, [1, features]), tf.sub(1, one));
      const logits = model(tf.concat([black, tf.add(black, one)]) as tf.Tensor2D);
      const own = tf.oneHot([y], logits.shape[1]).toFloat();
      const others = tf.max(tf.sub(logits, tf.mul(own, 1e9)), 1);
      return tf.sub(tf.sum(tf.mul(logits, own), 1), others).dataSync();
    });
    margin = Infinity;
    let best = 0;
    margins.forEach((value, i) => {
      if (!used.includes(i % features) && value < margin) [margin, best] = [value, i];
    });
    used.push(best % features);
    at[best % features] = best < features ? 0 : 1;
  }
  return { at, used, margin };
}

// --- test
const found = l0Greedy(model, x, 0);
if (found.used.join() !== '1,0') throw new Error(`changes ${found.used.join()}`);
if (Math.abs(found.margin + 0.7) > 1e-5) throw new Error(`margin ${found.margin}`);
if (score(tf.tensor2d(found.at, [1, 4])).dataSync()[0] >= 0) throw new Error('the sign stayed');
if (l0Greedy(model, x, 0, 1).margin < 0) throw new Error('one feature cannot be enough');
if (tf.memory().numTensors > 12) throw new Error(`${tf.memory().numTensors} tensors are left`);
