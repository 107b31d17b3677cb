// concept: laser-repair
// prefix: [heat-blur-tfjs, pulse-length]
// description: Blurs a fluence map by the heat that spreads during a pulse
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** pulse in us, pixel in um, diffusivity in um²/us (chrome: 29). */
function heatBlur(fluence: tf.Tensor2D, pulse: number, pixel: number, diffusivity = 29): tf.Tensor2D {
  return tf.tidy(() => {
    const sigma = Math.sqrt(2 * diffusivity * pulse);
    const x: tf.Tensor1D = tf.mul(tf.range(0, fluence.shape[0]), pixel);
    const squared = tf.square(tf.sub(tf.expandDims(x, 1), x));
    const scale = pixel / (sigma * Math.sqrt(2 * Math.PI));
    const spread = tf.mul<tf.Tensor2D>(tf.exp(tf.mul(squared, -1 / (2 * sigma ** 2))), scale);
    return tf.matMul(tf.matMul(spread, fluence), spread);
  });
}

// --- test
const axis = Array.from({ length: 256 }, (_, i) => (i - 127.5) * 0.05);
const profile = tf.tensor2d(axis.map((x) => Math.exp((-2 * x * x) / 0.64)), [256, 1]);
const spot: tf.Tensor2D = tf.matMul(profile, profile, false, true);
const blurred = heatBlur(spot, 1e-3, 0.05);
const total = (map: tf.Tensor) => tf.sum(map).dataSync()[0]!;
if (Math.abs(total(blurred) / total(spot) - 1) > 1e-3) throw new Error('energy is lost');
const peak = tf.max(blurred).dataSync()[0]! * ((0.64 + 0.232) / 0.64);
if (Math.abs(peak - 1) > 0.01) throw new Error(`the peak is ${peak} of the expected one`);
