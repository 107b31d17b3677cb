// concept: laser-fib
// prefix: [ablation-volume-tfjs, crater]
// description: Volume that a Gaussian laser pulse removes, added up on a grid
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** w0: radius at 1/e². ratio: peak fluence over threshold. depth: that of a pulse, in the unit of w0. */
function craterVolume(w0: number, ratio: number, depth = 0.03, cells = 400): number {
  return tf.tidy(() => {
    const step = (5 * w0) / cells;
    const squares = tf.square(tf.sub(tf.mul(tf.add(tf.range(0, cells), 0.5), step), 2.5 * w0));
    const radius = tf.add(tf.expandDims(squares, 1), squares);
    const hole = tf.relu(tf.sub(Math.log(ratio), tf.mul(radius, 2 / w0 ** 2)));
    return tf.sum(hole).dataSync()[0]! * depth * step * step;
  });
}

// --- test
const volume = craterVolume(7, Math.E ** 2);
if (Math.abs(volume / 4.618141 - 1) > 1e-3) throw new Error(`${volume} µm³`);
