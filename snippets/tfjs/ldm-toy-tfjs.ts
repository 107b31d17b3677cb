// concept: latent-diffusion
// prefix: [ldm-toy-tfjs, latent-denoiser-tfjs]
// description: Training and sampling of a denoiser for latents of unit variance
// needs: "@tensorflow/tfjs >= 4.0"
// position: statement
// placeholders: {steps = 20: ["20", "10", "50"]}

// --- setup
import * as tf from '@tensorflow/tfjs';

const layers = [64, 64, 2].map((units, i) =>
  tf.layers.dense({
    units,
    activation: i < 2 ? 'swish' : 'linear',
    kernelInitializer: tf.initializers.randomNormal({ stddev: [1.3, 0.19, 0.04][i], seed: i + 1 }),
    ...(i > 0 ? {} : { inputShape: [5] }),
  }),
);
const network = tf.sequential({ layers });
const optimizer = tf.train.adam(5e-3);
// Two states along the first axis, one spread along the second, both of unit variance.
const signs = tf.sign(tf.randomUniform([2000, 1], -1, 1, 'float32', 7));
const latents = tf.concat([tf.add(tf.mul(signs, 0.98), tf.randomNormal([2000, 1], 0, 0.2, 'float32', 8)), tf.randomNormal([2000, 1], 0, 1, 'float32', 9)], 1) as tf.Tensor2D;

// --- snippet
/** D(z; σ) of latents of unit variance, with a level for each row (Karras et al. 2022). */
function denoise(network: tf.LayersModel, z: tf.Tensor2D, sigma: tf.Tensor2D): tf.Tensor2D {
  const total = tf.add(tf.square(sigma), 1);
  const level = tf.div(tf.log(sigma), 4);
  const scaled = tf.div(z, tf.sqrt(total));
  const features = tf.concat([scaled, level, tf.sin(tf.mul(level, 4)), tf.cos(tf.mul(level, 4))], 1);
  const answer = network.apply(features) as tf.Tensor2D;
  return tf.add(tf.div(z, total), tf.mul(answer, tf.div(sigma, tf.sqrt(total)))) as tf.Tensor2D;
}

/** One step on a batch of clean latents; levels are drawn around σ = e^−1.2. */
function trainStep(network: tf.LayersModel, optimizer: tf.Optimizer, clean: tf.Tensor2D): number {
  return tf.tidy(() => {
    const sigma = tf.exp(tf.randomNormal([clean.shape[0], 1], -1.2, 1.2)) as tf.Tensor2D;
    const noisy = tf.add(clean, tf.mul(sigma, tf.randomNormal(clean.shape))) as tf.Tensor2D;
    const weight = tf.div(tf.add(tf.square(sigma), 1), tf.square(sigma));
    const loss = optimizer.minimize(
      () => tf.mean(tf.mul(weight, tf.squaredDifference(denoise(network, noisy, sigma), clean))) as tf.Scalar,
      true,
    )!;
    return loss.dataSync()[0];
  });
}

/** From noise to latents in Euler steps, which are those of deterministic DDIM. Decode them unscaled. */
function sample(network: tf.LayersModel, count: number, size: number, steps = 20): tf.Tensor2D {
  const root = (sigma: number): number => sigma ** (1 / 7);
  const level = (i: number): number => (i === steps ? 0 : (root(5) + (i / (steps - 1)) * (root(0.01) - root(5))) ** 7);
  return tf.tidy(() => {
    let z = tf.mul(tf.randomNormal([count, size]), 5) as tf.Tensor2D;
    for (let i = 0; i < steps; i++) {
      const clean = denoise(network, z, tf.fill([count, 1], level(i)));
      z = tf.add(clean, tf.mul(tf.sub(z, clean), level(i + 1) / level(i))) as tf.Tensor2D;
    }
    return z;
  });
}

// --- test
for (let i = 0; i < 600; i++) {
  const from = (i * 64) % 1900;
  trainStep(network, optimizer, tf.slice(latents, [from, 0], [64, 2]));
}
const found = sample(network, 1000, 2);
const first = Array.from(tf.slice(found, [0, 0], [-1, 1]).dataSync());
const share = (holds: (value: number) => boolean): number => first.filter(holds).length / 1000;
const half = share((value) => Math.abs(value) < 0.5);
if (half > 0.15) throw new Error(`${half} between the states; of Gaussian noise it were 0.38`);
if (Math.abs(share((value) => value > 0) - 0.5) > 0.12) throw new Error(`${share((value) => value > 0)} on one side`);
const spread = tf.moments(tf.slice(found, [0, 1], [-1, 1])).variance.dataSync()[0];
if (Math.abs(spread - 1) > 0.3) throw new Error(`variance ${spread}`);
