// concept: latent-space-interpolation
// prefix: [slerp-tfjs, latent-walk]
// description: Codes on the great circle between two ends, one a row, ready to decode
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {frames = 9: ["9", "21"], threshold = 0.9995: ["0.9995", "0.999"]}

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** `a` and `b` are single codes; the result has `frames` rows, the ends among them. */
function latentWalk(a: tf.Tensor1D, b: tf.Tensor1D, frames = 9, threshold = 0.9995): tf.Tensor2D {
  return tf.tidy(() => {
    const t = tf.linspace(0, 1, frames).expandDims(1);
    const cosine = tf.div(tf.dot(a, b), tf.mul(tf.norm(a), tf.norm(b))).dataSync()[0];
    const angle = Math.acos(Math.min(Math.max(cosine, -1), 1));
    const isLine = Math.abs(cosine) > threshold;
    const weight = (share: tf.Tensor) => (isLine ? share : tf.div(tf.sin(tf.mul(share, angle)), Math.sin(angle)));
    return tf.add(tf.mul(weight(tf.sub(1, t)), a), tf.mul(weight(t), b)) as tf.Tensor2D;
  });
}

// --- test
const a = tf.tensor1d([1, 2, 2]);
const b = tf.tensor1d([2, -1, 2]);
const codes = latentWalk(a, b).arraySync();
const nearTo = (row: number[], expected: number[]) => row.every((value, i) => Math.abs(value - expected[i]) < 1e-5);
if (!nearTo(codes[2], [1.437542, 1.345678, 2.263322])) throw new Error(`t = 1/4: ${codes[2]}`);
if (!nearTo(codes[4], [1.765045, 0.588348, 2.353394])) throw new Error(`t = 1/2: ${codes[4]}`);
if (!nearTo(codes[0], [1, 2, 2]) || !nearTo(codes[8], [2, -1, 2])) throw new Error('the ends');
const same = latentWalk(a, a, 3).arraySync();
if (!nearTo(same[1], [1, 2, 2])) throw new Error(`same: ${same[1]}`);
const decoder = tf.sequential({ layers: [tf.layers.dense({ units: 16, inputShape: [3] })] });
const film = decoder.predict(latentWalk(a, b)) as tf.Tensor2D;
const ends = (decoder.predict(tf.stack([a, b]) as tf.Tensor2D) as tf.Tensor2D).arraySync();
const frames = film.arraySync();
if (!nearTo(frames[0], ends[0]) || !nearTo(frames[8], ends[1])) throw new Error('decoded ends');
