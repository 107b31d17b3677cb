/** What a world model is worth: what its latents hold, how far it can imagine, and how well one plans in it. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import type { WorldModel } from './model';
import { columnOf, rowsOf } from './train';
import { actions, move, observe, reward, type BallState, type Experience } from './world';

const sequences = 64;
export const planHorizon = 8;
export const planSteps = 20;
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

/** Share of the variance of the truth that guesses explain (R²); below 0 where they miss by more than its mean does. */
const explained = (guesses: readonly number[], truth: readonly number[]): number =>
  1 - mean(guesses.map((guess, i) => (guess - truth[i]!) ** 2)) / variance(truth);

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
  return explained(
    rows.map((row) => row.reduce((sum, x, i) => sum + x * weights[i]!, 0)),
    target,
  );
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

/** Variance of the latents that comes from the television alone, as a share of all of it; the estimate ends at 1. */
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
  return Math.min(1, (mean(own) * repeats) / (repeats - 1) / latentVariance(rows));
}

export interface Imagined {
  /** Share of the variance of the reward that is explained 1, 2, … steps ahead. */
  readonly each: readonly number[];
  /** The same over all steps together. */
  readonly all: number;
}

/** How well the rewards of the steps behind `from` are imagined from one observation and the actions. */
export function imaginedRewards(tf: Tf, model: WorldModel, test: Experience, from: number): Imagined {
  const columns = test.actions.slice(from, from + planHorizon);
  const guesses = tf.tidy(() => {
    const z = model.encode(rowsOf(tf, test.observations[from]!));
    const path = model.imagine(
      z,
      columns.map((column) => columnOf(tf, column)),
    );
    return [...model.reward(path).dataSync<'float32'>()];
  });
  const truth = test.states.slice(from + 1, from + 1 + planHorizon).map((states) => states.map(reward));
  return {
    each: truth.map((own, k) => explained(guesses.slice(k * own.length, (k + 1) * own.length), own)),
    all: explained(guesses, truth.flat()),
  };
}

/** Worth of action sequences, a row a ball: what each of its plans brings from where it is. */
export type Judge = (
  balls: readonly BallState[],
  plans: readonly (readonly (readonly number[])[])[],
  random: Random,
) => readonly ArrayLike<number>[];

/** Judges by the world model, from one observation of each ball. */
export const byModel =
  (tf: Tf, model: WorldModel, television: number): Judge =>
  (balls, plans, random) => {
    const flat = plans.flat();
    const seen = balls.map((ball) => observe(ball, television, random));
    const totals = tf.tidy(() => {
      const start = tf.expandDims(model.encode(rowsOf(tf, seen)), 1);
      const z: Tensor2D = tf.reshape(tf.tile(start, [1, sequences, 1]), [flat.length, -1]);
      const columns = Array.from({ length: planHorizon }, (_, k) =>
        columnOf(
          tf,
          flat.map((plan) => plan[k]!),
        ),
      );
      const rewards = model.reward(model.imagine(z, columns));
      return tf
        .sum(tf.reshape(rewards, [planHorizon, flat.length]), 0)
        .dataSync<'float32'>()
        .slice();
    });
    return balls.map((_, e) => totals.subarray(e * sequences, (e + 1) * sequences));
  };

/** Judges by the world itself. */
export const byTruth: Judge = (balls, plans) =>
  balls.map((ball, e) =>
    plans[e]!.map((plan) => {
      let [state, total] = [ball, 0];
      for (const action of plan) {
        state = move(state, action);
        total += reward(state);
      }
      return total;
    }),
  );

export const byChance: Judge = (balls, plans, random) => plans.map((own) => own.map(() => random.uniform()));

export interface Played {
  readonly paths: readonly (readonly BallState[])[];
  /** Mean a step. */
  readonly reward: number;
}

/**
 * Episodes from both sides in turn, all side by side. Step after step each agent takes the first action of the best of
 * some random plans.
 * @param report gets what was played so far
 */
export async function play(
  judge: Judge,
  random: Random,
  report: (played: Played) => Promise<void>,
): Promise<Played> {
  const randomPlan = () =>
    Array.from({ length: planHorizon }, () => actions[random.integer(actions.length)]!);
  let paths = Array.from({ length: planEpisodes }, (_, e): BallState[] => [
    { p: e % 2 === 0 ? 0.8 : -0.8, v: 0 },
  ]);
  let played: Played = { paths, reward: 0 };
  for (let t = 0; t < planSteps; t++) {
    const balls = paths.map((path) => path.at(-1)!);
    const plans = balls.map(() => Array.from({ length: sequences }, randomPlan));
    const worth = judge(balls, plans, random);
    paths = paths.map((path, e) => [...path, move(balls[e]!, plans[e]![bestOf(worth[e]!)]![0]!)]);
    played = { paths, reward: mean(paths.flatMap((path) => path.slice(1).map(reward))) };
    await report(played);
  }
  return played;
}

function bestOf(values: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < values.length; i++) if (values[i]! > values[best]!) best = i;
  return best;
}
