/** Trains a small VAE of faces with a weight on its KL term. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import {
  initialVaeWeights,
  klPerLatent,
  mapParameters,
  vaeLoss,
  vaeOf,
  vaeShapes,
  type Vae,
} from '../models/sprite-vae';

const hidden = 32;
const batchSize = 32;
const learningRate = 5e-3;
/** Variance of a pixel about its reconstruction. */
export const pixelVariance = 0.05;

export interface Trainer {
  readonly vae: Vae;
  /** One step of Adam on a batch drawn at random from the images, one a row. */
  step(images: Tensor2D): void;
}

/** @param random draws the weights first, then for each step the batch and the noise of its codes */
export function createTrainer(tf: Tf, random: Random, latents: number, beta: number): Trainer {
  const shapes = vaeShapes(hidden, latents);
  const initial = initialVaeWeights(random, shapes);
  const parameters = mapParameters((name) => tf.variable(tf.tensor(initial[name], [...shapes[name]])));
  const variables = Object.values(parameters);
  const vae = vaeOf(tf, parameters);
  const optimizer = tf.train.adam(learningRate);
  return {
    vae,
    step: (images) =>
      tf.tidy(() => {
        const rows = Int32Array.from({ length: batchSize }, () => random.integer(images.shape[0]));
        const noise = Float32Array.from({ length: batchSize * latents }, () => random.normal());
        const x = tf.gather(images, tf.tensor1d(rows, 'int32'));
        const epsilon = tf.tensor2d(noise, [batchSize, latents]);
        optimizer.minimize(() => vaeLoss(tf, vae, x, epsilon, beta, pixelVariance), false, variables);
      }),
  };
}

/** What the trained network makes of faces that it has not seen. */
export interface Encoded {
  readonly latents: number;
  /** Mean of the posterior, row by row. */
  readonly codes: Float32Array;
  /** Mean KL divergence of each latent, in nats. */
  readonly divergence: readonly number[];
  /** Squared error of the reconstruction from the mean, summed over the pixels, averaged over the faces. */
  readonly error: number;
}

export function encodeFaces(tf: Tf, vae: Vae, x: Tensor2D): Encoded {
  return tf.tidy(() => {
    const { mean, logVariance } = vae.posterior(x);
    const error = tf.mean(tf.sum(tf.squaredDifference(vae.decode(mean), x), 1));
    return {
      latents: mean.shape[1],
      codes: mean.dataSync<'float32'>().slice(),
      divergence: [...tf.mean(klPerLatent(tf, mean, logVariance), 0).dataSync<'float32'>()],
      error: error.dataSync<'float32'>()[0]!,
    };
  });
}
