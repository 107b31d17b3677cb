// concept: laser-repair
// prefix: [gaussian-spot-tfjs, fluence]
// description: Fluence of a Gaussian pulse on a grid, and the area that it removes
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement

// --- setup
import * as tf from '@tensorflow/tfjs';

// --- snippet
/** nJ, um and J/cm². Returns the removed area in um². */
function ablatedArea(energy: number, w0: number, threshold: number, pixels = 256, pixel = 0.05): number {
  return tf.tidy(() => {
    const x = tf.mul(tf.sub(tf.range(0, pixels), (pixels - 1) / 2), pixel);
    const profile = tf.exp(tf.mul(tf.square(x), -2 / w0 ** 2)).as2D(pixels, 1);
    const fluence = tf.mul(tf.matMul(profile, profile, false, true), (0.2 * energy) / (Math.PI * w0 ** 2));
    return tf.sum(tf.cast(tf.greater(fluence, threshold), 'float32')).dataSync()[0]! * pixel ** 2;
  });
}

// --- test
for (const energy of [2, 4, 10]) {
  const peak = (0.2 * energy) / (Math.PI * 0.64);
  const wanted = Math.PI * 0.5 * 0.64 * Math.log(peak / 0.15);
  const area = ablatedArea(energy, 0.8, 0.15);
  if (Math.abs(area / wanted - 1) > 0.02) throw new Error(`${energy} nJ: ${area}, not ${wanted}`);
}
