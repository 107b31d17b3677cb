// concept: layer-norm-variants
// prefix: [rmsnorm-tfjs, rms-norm]
// description: RMSNorm from plain operations
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {1e-6: [1e-6, 1e-5]}

// --- setup
import * as tf from '@tensorflow/tfjs';

const x = tf.tensor2d([[1, 2, 3, 4], [-1, 0, 0, 5]]);

// --- snippet
const y = tf.mul(x, tf.rsqrt(tf.add(tf.mean(tf.square(x), -1, true), 1e-6)));

// --- test
const values = Array.from(y.dataSync());
const expected = [0.365148, 0.730297, 1.095445, 1.460593, -0.392232, 0, 0, 1.961161];
const worst = Math.max(...expected.map((value, i) => Math.abs(value - values[i])));
if (!(worst < 1e-5)) throw new Error(`an output is off by ${worst}`);
