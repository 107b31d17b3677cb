/** A small network that learns to jump: from a noisy point to the end of its trajectory (Luo et al. 2023, algorithm 1). */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { consistencyScales, ddimStep, karrasGrid } from '../models/diffusion';
import { drawMixture, mixtureDenoised, ringOfFive } from '../models/gaussian-mixture';
import { createMlp, type Mlp } from '../models/mlp';
import { variableAdam } from '../models/variable-adam';

export const largestNoise = 5;
export const smallestNoise = 0.02;
/** Of the five bumps, in each direction. */
const deviation = 1.5;
/** Intervals of the grid that training knows. */
export const intervals = 40;
const batch = 128;
const learningRate = 4e-3;
/** What is left of the rate at the end. */
const lastShare = 0.05;
/** How much of the slow copy stays in each step. */
const slowness = 0.9;
/** Below this distance the loss is a square, above it the distance. */
const softness = 0.03;
const sizes = [6, 64, 64, 2];
const gains = [1.5, 1.4, 0.3];

/** Rising noise levels of training. */
const grid = karrasGrid(intervals + 1, largestNoise, smallestNoise)
  .slice(0, -1)
  .reverse();
const ring = ringOfFive();

/** f(x; σ): where the trajectory through each row ends, with a level for each row. */
function jump(tf: Tf, net: Mlp, x: Tensor2D, sigmas: readonly number[]): Tensor2D {
  return tf.tidy(() => {
    const scales = sigmas.map((sigma) => consistencyScales(sigma, deviation, smallestNoise));
    const column = (values: readonly number[]) => tf.tensor2d([...values], [values.length, 1]);
    const level = sigmas.map((sigma) => {
      const l = Math.log(sigma) / 4;
      return [l, Math.sin(3 * l), Math.cos(3 * l), 1];
    });
    const scaled: Tensor2D = tf.mul(x, column(scales.map((scale) => scale.in)));
    const answer = net.logits(tf.concat2d([scaled, tf.tensor2d(level)], 1));
    return tf.add(
      tf.mul(x, column(scales.map(({ skip }) => skip))),
      tf.mul(answer, column(scales.map(({ out }) => out))),
    ) as Tensor2D;
  });
}

export interface Student {
  /** f(x; σ) of the slow copy, with one level for all rows. */
  answer(x: Tensor2D, sigma: number): Tensor2D;
  /** One step of training; its loss. `share` is how much of the training lies behind. */
  step(skip: number, share: number): number;
}

/**
 * A student at its start; tensors that it holds are freed by whoever runs the demo.
 * @param random of the first weights and of all batches
 */
export function createStudent(tf: Tf, random: Random): Student {
  const net = createMlp(tf, random, sizes, { activation: 'silu', gains });
  const slow = createMlp(tf, random, sizes, { activation: 'silu', gains });
  slow.variables.forEach((variable, i) => variable.assign(net.variables[i]!));
  const optimizer = variableAdam(tf, net.variables);

  const step = (skip: number, share: number): number =>
    tf.tidy(() => {
      const rate = learningRate * (1 - (1 - lastShare) * share);
      const at = Array.from({ length: batch }, () => skip + random.integer(intervals + 1 - skip));
      const [from, to] = [at.map((n) => grid[n]!), at.map((n) => grid[n - skip]!)];
      const clean = drawMixture(ring, random, batch);
      const noisy = clean.map((value, i) => value + from[i >> 1]! * random.normal());
      const x = tf.tensor2d(noisy, [batch, 2]);
      const column = (values: number[]) => tf.tensor2d(values, [batch, 1]);
      const denoised = mixtureDenoised(tf, ring, x, column(from));
      const nearer = ddimStep(tf, x, denoised, column(to.map((sigma, i) => sigma / from[i]!)));
      const target = jump(tf, slow, nearer, to);
      const loss = optimizer.minimize(() => {
        const square = tf.sum(tf.square(tf.sub(jump(tf, net, x, from), target)), 1);
        return tf.sub(tf.mean(tf.sqrt(tf.add(square, softness ** 2))), softness);
      }, rate);
      slow.variables.forEach((variable, i) =>
        variable.assign(tf.add(tf.mul(variable, slowness), tf.mul(net.variables[i]!, 1 - slowness))),
      );
      return loss;
    });

  return {
    answer: (x, sigma) =>
      jump(
        tf,
        slow,
        x,
        Array.from({ length: x.shape[0] }, () => sigma),
      ),
    step,
  };
}
