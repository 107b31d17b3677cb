/** What a world model is worth: what its latents hold, how far it can imagine, and how well one plans in it. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import type { WorldModel } from './model';
import { columnOf, rowsOf } from './train';
import { actions, move, observe, reward, type BallState, type Experience } from './world';

const sequences = 64;
export const planHorizon = 8;
const planSteps = 20;
const planEpisodes = 12;

/** Latents of observations, a row each. */
export function latentsOf(tf: Tf, model: WorldModel, observations: readonly Float32Array[]): number[][] {
  return tf.tidy(() => model.encode(rowsOf(tf, observations)).arraySync());
}

const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
const variance = (values: readonly number[]) => {
  const middle = mean(values);
  return mean(values.map((x) => (x - middle) ** 2));
};

/** Sum over the dimensions of the variance over the rows. */
export const latentVariance = (rows: readonly (readonly number[])[]): number =>
  rows[0]!.reduce((sum, _, d) => sum + variance(rows.map((row) => row[d]!)), 0);

/** Share of the variance of `target` that a least-squares fit of the features and their products explains. */
export function quadraticFit(features: readonly (readonly number[])[], target: readonly number[]): number {
  const rows = features.map((row) => [1, ...row, ...row.flatMap((x, i) => row.slice(i).map((y) => x * y))]);
  const size = rows[0]!.length;
  const matrix = Array.from({ length: size }, (_, i) =>
    Array.from({ length: size + 1 }, (_, j) =>
      rows.reduce((sum, row, n) => sum + row[i]! * (j < size ? row[j]! : target[n]!), i === j ? 1e-6 : 0),
    ),
  );
  const weights = solve(matrix);
  const misses = rows.map((row, n) => target[n]! - row.reduce((sum, x, i) => sum + x * weights[i]!, 0));
  return 1 - mean(misses.map((x) => x ** 2)) / variance(target);
}

/** Gauss elimination with the largest pivot; the last column is the right-hand side. */
function solve(matrix: number[][]): number[] {
  const size = matrix.length;
  for (let i = 0; i < size; i++) {
    const pivot = matrix
      .slice(i)
      .reduce((best, row, k) => (Math.abs(row[i]!) > Math.abs(matrix[best]![i]!) ? i + k : best), i);
    [matrix[i], matrix[pivot]] = [matrix[pivot]!, matrix[i]!];
    for (let k = 0; k < size; k++) {
      if (k === i) continue;
      const factor = matrix[k]![i]! / matrix[i]![i]!;
      for (let j = i; j <= size; j++) matrix[k]![j]! -= factor * matrix[i]![j]!;
    }
  }
  return matrix.map((row, i) => row[size]! / row[i]!);
}

/** Variance of the latents that comes from the television alone, as a share of all of it. */
export function noiseShare(
  tf: Tf,
  model: WorldModel,
  states: readonly BallState[],
  television: number,
  random: Random,
): number {
  const repeats = 8;
  const seen = states.flatMap((state) =>
    Array.from({ length: repeats }, () => observe(state, television, random)),
  );
  const rows = latentsOf(tf, model, seen);
  const own = states.map((_, i) => latentVariance(rows.slice(i * repeats, (i + 1) * repeats)));
  return (mean(own) * repeats) / (repeats - 1) / latentVariance(rows);
}

/** Share of the variance of the true reward that imagination explains after `ahead` steps from one observation. */
export function imaginedReward(tf: Tf, model: WorldModel, test: Experience, ahead: number): number {
  const imagined = tf.tidy(() => {
    let z = model.encode(rowsOf(tf, test.observations[0]!));
    for (let k = 0; k < ahead; k++) z = model.next(z, columnOf(tf, test.actions[k]!));
    return [...model.reward(z).dataSync<'float32'>()];
  });
  const truth = test.states[ahead]!.map(reward);
  return 1 - mean(imagined.map((x, i) => (x - truth[i]!) ** 2)) / variance(truth);
}

/** Which of the action sequences, a row each, brings most reward from where `imagine` starts. */
export type Judge = (
  sequences: readonly (readonly number[])[],
  state: BallState,
  random: Random,
) => readonly number[];

/** Judges by the world model, from one observation. */
export const byModel =
  (tf: Tf, model: WorldModel, television: number): Judge =>
  (plans, state, random) =>
    tf.tidy(() => {
      const start = model.encode(rowsOf(tf, [observe(state, television, random)]));
      let z: Tensor2D = tf.tile(start, [plans.length, 1]);
      let total: Tensor2D = tf.zeros([plans.length, 1]);
      for (let k = 0; k < planHorizon; k++) {
        z = model.next(
          z,
          columnOf(
            tf,
            plans.map((plan) => plan[k]!),
          ),
        );
        total = tf.add(total, model.reward(z));
      }
      return [...total.dataSync<'float32'>()];
    });

/** Judges by the world itself. */
export const byTruth: Judge = (plans, start) =>
  plans.map((plan) => {
    let [state, total] = [start, 0];
    for (const action of plan) {
      state = move(state, action);
      total += reward(state);
    }
    return total;
  });

export const byChance: Judge = (plans, _, random) => plans.map(() => random.uniform());

/** States of an agent that, step after step, takes the first action of the best of some random plans. */
async function planned(
  judge: Judge,
  random: Random,
  start: BallState,
  report: () => Promise<void>,
): Promise<BallState[]> {
  const path = [start];
  for (let t = 0; t < planSteps; t++) {
    const plans = Array.from({ length: sequences }, () =>
      Array.from({ length: planHorizon }, () => actions[random.integer(actions.length)]!),
    );
    const worth = judge(plans, path.at(-1)!, random);
    const best = worth.reduce((top, value, i) => (value > worth[top]! ? i : top), 0);
    path.push(move(path.at(-1)!, plans[best]![0]!));
    await report();
  }
  return path;
}

export interface Played {
  readonly paths: readonly (readonly BallState[])[];
  /** Mean a step. */
  readonly reward: number;
}

/** Episodes from both sides in turn. */
export async function play(judge: Judge, random: Random, report: () => Promise<void>): Promise<Played> {
  const paths: BallState[][] = [];
  for (let e = 0; e < planEpisodes; e++)
    paths.push(await planned(judge, random, { p: e % 2 === 0 ? 0.8 : -0.8, v: 0 }, report));
  return { paths, reward: mean(paths.flatMap((path) => path.slice(1).map(reward))) };
}
