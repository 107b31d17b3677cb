/** Trains a small VAE of faces with a weight on its KL term. */
import type { Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { variableAdam } from '../models/variable-adam';
import { facePixels } from '../models/sprite-renderer';
import {
  initialVaeWeights,
  klPerLatent,
  mapParameters,
  vaeOf,
  vaeShapes,
  type Vae,
  type VaeParameters,
} from '../models/sprite-vae';

const hidden = 32;
const batchSize = 32;
const learningRate = 5e-3;
/** Variance of a pixel about its reconstruction. */
export const pixelVariance = 0.05;

export interface Trainer {
  readonly vae: Vae;
  /** One step of Adam on a batch drawn at random from the images, one a row. */
  step(images: Float32Array): void;
}

/** @param random draws the weights first, then for each step the batch and the noise of its codes */
export function createTrainer(tf: Tf, random: Random, latents: number, beta: number): Trainer {
  const shapes = vaeShapes(hidden, latents);
  const initial = initialVaeWeights(random, shapes);
  const parameters = mapParameters((name): Variable =>
    tf.variable(tf.tensor(initial[name], [...shapes[name]])),
  );
  const adam = variableAdam(tf, Object.values(parameters));
  return {
    vae: vaeOf(tf, parameters),
    step: (images) =>
      tf.tidy(() => {
        const batch = new Float32Array(batchSize * facePixels);
        for (let i = 0; i < batch.length; i += facePixels) {
          const from = random.integer(images.length / facePixels) * facePixels;
          batch.set(images.subarray(from, from + facePixels), i);
        }
        const noise = Float32Array.from({ length: batchSize * latents }, () => random.normal());
        const x = tf.tensor2d(batch, [batchSize, facePixels]);
        const gradients = vaeGradients(tf, parameters, x, tf.tensor2d(noise, [batchSize, latents]), beta);
        adam.descend(Object.values(gradients), learningRate);
      }),
  };
}

/**
 * Gradients of `vaeLoss`, written out backwards through the network: a third of the kernels that recording them takes,
 * and kernels are what a network of this size waits for.
 * @param noise standard normal, one row an image
 */
export function vaeGradients(
  tf: Tf,
  p: VaeParameters<Tensor>,
  x: Tensor2D,
  noise: Tensor2D,
  beta: number,
): VaeParameters<Tensor> {
  const [images, latents] = noise.shape;
  const layer = (input: Tensor2D, weights: Tensor, biases: Tensor): Tensor2D =>
    tf.add(tf.matMul(input, weights as Tensor2D), biases);
  const hiddenOf = (input: Tensor2D, weights: Tensor, biases: Tensor): Tensor2D =>
    tf.tanh(layer(input, weights, biases));

  const h1 = hiddenOf(x, p.w1, p.b1);
  const posterior = layer(h1, p.w2, p.b2);
  const mean = tf.slice(posterior, [0, 0], [-1, latents]);
  const deviation: Tensor2D = tf.exp(tf.mul(tf.slice(posterior, [0, latents], [-1, latents]), 0.5));
  const spread: Tensor2D = tf.mul(deviation, noise);
  const z: Tensor2D = tf.add(mean, spread);
  const h2 = hiddenOf(z, p.w3, p.b3);
  const decoded = layer(h2, p.w4, p.b4);

  /** What the input of a layer gets of the gradient of its output. */
  const back = (d: Tensor2D, weights: Tensor): Tensor2D => tf.matMul(d, tf.transpose(weights as Tensor2D));
  const throughTanh = (d: Tensor2D, h: Tensor2D): Tensor2D => tf.mul(d, tf.sub(1, tf.square(h)));
  const weightsOf = (input: Tensor2D, d: Tensor2D) => tf.matMul(tf.transpose(input), d);
  const biasesOf = (d: Tensor2D): Tensor1D => tf.sum(d, 0);

  const dDecoded: Tensor2D = tf.mul(tf.sub(decoded, x), 1 / (pixelVariance * images));
  const dH2 = throughTanh(back(dDecoded, p.w4), h2);
  const dZ = back(dH2, p.w3);
  const dMean: Tensor2D = tf.add(dZ, tf.mul(mean, beta / images));
  const dLogVariance: Tensor2D = tf.add(
    tf.mul(dZ, tf.mul(spread, 0.5)),
    tf.mul(tf.sub(tf.square(deviation), 1), (0.5 * beta) / images),
  );
  const dPosterior = tf.concat([dMean, dLogVariance], 1);
  const dH1 = throughTanh(back(dPosterior, p.w2), h1);
  return {
    w1: weightsOf(x, dH1),
    b1: biasesOf(dH1),
    w2: weightsOf(h1, dPosterior),
    b2: biasesOf(dPosterior),
    w3: weightsOf(z, dH2),
    b3: biasesOf(dH2),
    w4: weightsOf(h2, dDecoded),
    b4: biasesOf(dDecoded),
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
