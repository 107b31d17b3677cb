/** Samples of teacher and student from the same noise. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { DemoContext, Random, Tf } from '../contract/demo';
import { followOde, karrasGrid } from '../models/diffusion';
import { mixtureDenoised, ringOfFive } from '../models/gaussian-mixture';
import { normals } from '../models/noise';
import { largestNoise, smallestNoise, type Student } from './student';

export const samples = 500;
/** Noise level before the last jump of several. */
const lastNoise = 0.4;
/** Steps of the teacher that stand for the exact trajectory, and how many lie between two points that are kept. */
const exactSteps = 200;
const keptEvery = 20;

const ring = ringOfFive();
const denoise = (tf: Tf) => (x: Tensor2D, sigma: number) => mixtureDenoised(tf, ring, x, sigma);

/** 500 points of noise as strong as the largest level. */
export const startNoise = (tf: Tf, random: Random): Tensor2D =>
  tf.tidy(() => tf.mul(normals(tf, random, [samples, 2]), largestNoise) as Tensor2D);

/** Deterministic DDIM with the exact denoiser; x and y of each point in turn. */
export function teacherSamples(tf: Tf, start: Tensor2D, steps: number): Float32Array {
  const sigmas = karrasGrid(steps, largestNoise, smallestNoise);
  return tf.tidy(() => followOde(tf, denoise(tf), start, sigmas, 'euler').dataSync<'float32'>().slice());
}

/** Jump to the end, add noise of the next level, jump again (Song et al. 2023, algorithm 1). */
export function studentSamples(
  tf: Tf,
  random: Random,
  student: Student,
  start: Tensor2D,
  steps: number,
): Float32Array {
  return tf.tidy(() => {
    let x = student.answer(start, largestNoise);
    for (let i = 1; i < steps; i++) {
      const sigma = largestNoise * (lastNoise / largestNoise) ** (i / (steps - 1));
      const added = Math.sqrt(sigma ** 2 - smallestNoise ** 2);
      x = student.answer(tf.add(x, tf.mul(normals(tf, random, [samples, 2]), added)), sigma);
    }
    return x.dataSync<'float32'>().slice();
  });
}

/** Where the trajectories of all points are at falling noise levels; the last one is their end, without noise. */
export interface Trajectories {
  readonly sigmas: readonly number[];
  readonly points: readonly Tensor2D[];
}

/** The teacher in 200 steps. The points are the caller's to dispose. */
export async function trajectoriesFrom(
  { tf }: Pick<DemoContext, 'tf'>,
  start: Tensor2D,
  onKept: () => Promise<void>,
): Promise<Trajectories> {
  const grid = karrasGrid(exactSteps, largestNoise, smallestNoise);
  const kept = { sigmas: [largestNoise], points: [start.clone()] };
  for (let first = 0; first < exactSteps; first += keptEvery) {
    const sigmas = grid.slice(first, first + keptEvery + 1);
    kept.points.push(followOde(tf, denoise(tf), kept.points.at(-1)!, sigmas, 'euler'));
    kept.sigmas.push(sigmas.at(-1)!);
    await onKept();
  }
  return kept;
}

/** How far the answers at each noise level are from where the trajectories end, root of the mean square. */
export function answerErrors(
  tf: Tf,
  { sigmas, points }: Trajectories,
  answer: (x: Tensor2D, sigma: number) => Tensor2D,
): number[] {
  return sigmas.slice(0, -1).map((sigma, i) =>
    tf.tidy(() => {
      const square = tf.squaredDifference(answer(points[i]!, sigma), points.at(-1)!);
      return Math.sqrt(tf.mean(tf.sum(square, 1)).dataSync<'float32'>()[0]!);
    }),
  );
}

/** The same for one step of the teacher, which answers with the mean of all that the point may have been. */
export const teacherErrors = (tf: Tf, trajectories: Trajectories): number[] =>
  answerErrors(tf, trajectories, denoise(tf));
