// concept: latent-upscaling
// prefix: [wiener-upscale-tfjs, upscale-tfjs]
// description: Noise added to enlarged coefficients and removed again, exactly, for Gaussian textures
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {strength = 0.5: ["0.5", "0.3", "0.7"]}

// --- setup
import * as tf from '@tensorflow/tfjs';

const variance = tf.tensor2d([[0, 40.377225], [40.377225, 33.647687]]);
const enlarged = tf.tensor2d([[0, 5], [-3, 2]]);

// --- snippet
/** Coefficients in an orthonormal basis; `variance` is what the model expects of each. Strength 1 is noise alone. */
function denoiseAgain(enlarged: tf.Tensor2D, variance: tf.Tensor2D, strength = 0.5, seed = 1): tf.Tensor2D {
  return tf.tidy(() => {
    const sigma = Math.tan((Math.min(strength, 1 - 1e-6) * Math.PI) / 2);
    const gain = tf.sqrt(tf.div(variance, tf.add(variance, sigma ** 2)));
    const noise = tf.mul(tf.randomNormal(enlarged.shape, 0, 1, 'float32', seed), sigma);
    return tf.mul(gain, tf.add(enlarged, noise)) as tf.Tensor2D;
  });
}

// --- test
const same = denoiseAgain(enlarged, variance, 1e-9).dataSync();
[0, 5, -3, 2].forEach((value, i) => {
  if (Math.abs(same[i] - value) > 1e-4) throw new Error(`strength 0 changes ${value} to ${same[i]}`);
});
// The power that is expected: P/(P + 1)·(u² + 1), over many draws.
let power = 0;
for (let seed = 1; seed <= 2000; seed++) power += denoiseAgain(enlarged, variance, 0.5, seed).dataSync()[1] ** 2 / 2000;
const expected = (40.377225 / 41.377225) * 26;
if (Math.abs(power - expected) > 0.05 * expected) throw new Error(`${power} is not ${expected}`);
const fresh = Array.from({ length: 2000 }, (_, i) => denoiseAgain(enlarged, variance, 1, i + 1).dataSync()[3]);
const deviation = Math.sqrt(fresh.reduce((sum, value) => sum + value ** 2, 0) / 2000);
if (Math.abs(deviation - Math.sqrt(33.647687)) > 0.4) throw new Error(`drawn anew with deviation ${deviation}`);
