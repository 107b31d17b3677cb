// concept: layer-normalization
// prefix: ln-tfjs-f
// description: Layer normalization from plain operations
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {1e-5: [1e-5, 1e-6, 1e-12]}

// --- setup
import * as tf from '@tensorflow/tfjs';

const x = tf.tensor2d([[1, 2, 3, 4], [-1, 0, 0, 5], [10, 10, 10, 10.5]]);

// --- snippet
const centred = tf.sub(x, tf.mean(x, -1, true));
const variance = tf.mean(tf.square(centred), -1, true);
const y = tf.mul(centred, tf.rsqrt(tf.add(variance, 1e-5)));

// --- test
const values = Array.from(y.dataSync());
const expected = [-1.341635, -0.447212, 0.447212, 1.341635, -0.852802, -0.426401, -0.426401, 1.705604, -0.577289, -0.577289, -0.577289, 1.731866];
const worst = Math.max(...expected.map((value, i) => Math.abs(value - values[i])));
if (!(worst < 1e-5)) throw new Error(`an output is off by ${worst}`);
