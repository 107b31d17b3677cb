/** A small network that learns to denoise the latents of faces (Karras et al. 2022). */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { denoiserScales, followOde, karrasGrid, type Denoiser, type Solver } from '../models/diffusion';
import { createMlp } from '../models/mlp';
import { normals } from '../models/noise';
import { spriteLatents } from '../models/sprite-vae';
import { variableAdam } from '../models/variable-adam';

const batch = 64;
const learningRate = 5e-3;
/** What is left of the rate at the end. */
const lastShare = 0.05;
/** Of ln σ in training. */
const noiseLevels = { mean: -1.2, deviation: 1.2 };
/** Between which samplers go. */
const [largestNoise, smallestNoise] = [5, 0.01];

const sizes = [spriteLatents + 3, 64, 64, spriteLatents];
/** With a gain of 1 in the first layer the two states of the glasses are not learned in so few steps. */
const gains = [3, 1.5, 0.3];

/** Multiplications of one evaluation of a network with these layers, and as many additions. */
export const multiplications = (layers: readonly number[]): number =>
  layers.slice(1).reduce((sum, outputs, i) => sum + layers[i]! * outputs, 0);
export const denoiserMultiplications = multiplications(sizes);

export interface LatentDenoiser {
  readonly denoise: Denoiser;
  /** How many numbers it has learned. */
  readonly parameters: number;
  /** One step on latents of about unit variance; its loss. `share` is how much of the training lies behind. */
  step(share: number): number;
}

/**
 * @param latents a row each, of about unit variance
 * @param random of the first weights and of all batches
 */
export function createDenoiser(tf: Tf, random: Random, latents: Tensor2D): LatentDenoiser {
  const net = createMlp(tf, random, sizes, { activation: 'silu', gains });
  const optimizer = variableAdam(tf, net.variables);
  const rows = latents.shape[0];

  /** What the network says of scaled latents, with a level for each row. */
  const answer = (scaled: Tensor2D, sigmas: readonly number[]): Tensor2D => {
    const level = sigmas.map((sigma) => {
      const l = Math.log(sigma) / 4;
      return [l, Math.sin(4 * l), Math.cos(4 * l)];
    });
    return net.logits(tf.concat2d([scaled, tf.tensor2d(level)], 1));
  };

  return {
    parameters: net.variables.reduce((sum, { size }) => sum + size, 0),
    denoise: (x, sigma) =>
      tf.tidy(() => {
        const scale = denoiserScales(sigma, 1);
        const same = Array.from({ length: x.shape[0] }, () => sigma);
        return tf.add(
          tf.mul(x, scale.skip),
          tf.mul(answer(tf.mul(x, scale.in), same), scale.out),
        ) as Tensor2D;
      }),
    step: (share) =>
      tf.tidy(() => {
        const rate = learningRate * (1 - (1 - lastShare) * share);
        const chosen = Int32Array.from({ length: batch }, () => random.integer(rows));
        const clean = tf.gather(latents, tf.tensor1d(chosen, 'int32'));
        const sigmas = Array.from({ length: batch }, () =>
          Math.exp(noiseLevels.mean + noiseLevels.deviation * random.normal()),
        );
        const scales = sigmas.map((sigma) => denoiserScales(sigma, 1));
        const column = (values: number[]) => tf.tensor2d(values, [batch, 1]);
        const noise = tf.mul(normals(tf, random, [batch, spriteLatents]), column(sigmas));
        const x: Tensor2D = tf.add(clean, noise);
        // The squared error of D, weighted by (σ² + 1)/σ², is that of the network's own answer.
        const skipped = tf.mul(x, column(scales.map(({ skip }) => skip)));
        const wanted = tf.div(tf.sub(clean, skipped), column(scales.map(({ out }) => out)));
        const scaled: Tensor2D = tf.mul(x, column(scales.map((scale) => scale.in)));
        return optimizer.minimize(() => tf.mean(tf.squaredDifference(answer(scaled, sigmas), wanted)), rate);
      }),
  };
}

/** Latents of about unit variance from noise alone. */
export function sampleLatents(
  tf: Tf,
  random: Random,
  denoise: Denoiser,
  count: number,
  steps: number,
  solver: Solver,
): Tensor2D {
  return tf.tidy(() => {
    const start = tf.mul(normals(tf, random, [count, spriteLatents]), largestNoise) as Tensor2D;
    return followOde(tf, denoise, start, karrasGrid(steps, largestNoise, smallestNoise), solver);
  });
}

/** Evaluations of the network that a sampler takes: Heun's method looks twice but in the last step. */
export const evaluationsOf = (steps: number, solver: Solver): number =>
  solver === 'heun' ? 2 * steps - 1 : steps;
