// concept: laser-voltage-probing
// prefix: [lvp-average-tfjs, average-loops]
// description: Averages loops of a pattern, and takes the mean off
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** traces: loops x samples, all triggered alike. */
function averageLoops(traces: tf.Tensor2D): tf.Tensor1D {
  return tf.tidy(() => {
    const mean: tf.Tensor1D = tf.mean(traces, 0);
    return tf.sub(mean, tf.mean(mean));
  });
}

// --- test
const bits = [1, 0, 1, 1, 0, 0, 1, 0].flatMap((bit) => Array.from({ length: 32 }, () => bit - 0.5));
const wave = tf.mul(tf.tensor1d(bits), 2e-4);
const rms = (x: tf.Tensor) => Math.sqrt(tf.mean(tf.square(x)).dataSync()[0]!);
const traces: tf.Tensor2D = tf.add(wave, tf.randomNormal([4096, 256], 0, 1.512886e-3, 'float32', 51));
const ratio = (loops: number) =>
  rms(wave) / rms(tf.sub(averageLoops(tf.slice(traces, [0, 0], [loops, 256])), wave));
for (const loops of [16, 256, 4096]) {
  const law = (1e-4 / 1.512886e-3) * Math.sqrt(loops);
  if (Math.abs(ratio(loops) / law - 1) > 0.15) throw new Error(`${loops} loops: ${ratio(loops)}, not ${law}`);
}
