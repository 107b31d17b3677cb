/** In which order an attacker flips labels. */
import { columns, type Points } from './data';
import { penalty, scores } from './logistic';

export const strategies = {
  random: 'random',
  oneWay: 'one class',
  confident: 'confident points',
  influence: 'influence',
} as const;
export type Strategy = keyof typeof strategies;
export const strategyNames = Object.keys(strategies) as Strategy[];

export type Orders = Readonly<Record<Strategy, readonly number[]>>;

/**
 * @param shuffled all training points in random order
 * @param theta weights of a model that was fitted to the true labels by cross-entropy
 * @param validation data of the attacker, whose loss the influence is to raise
 */
export function flipOrders(
  training: Points,
  shuffled: ArrayLike<number>,
  theta: ArrayLike<number>,
  validation: Points,
): Orders {
  const random = Array.from(shuffled);
  const { labels } = training;
  const sorted = (indices: number[], by: ArrayLike<number>) => indices.sort((a, b) => by[b]! - by[a]!);
  const score = scores(training, theta);
  const ofOne = Array.from(labels.keys()).filter((i) => labels[i] === 1);
  return {
    random,
    oneWay: [...random.filter((i) => labels[i] === 1), ...random.filter((i) => labels[i] === 0)],
    confident: [...sorted(ofOne, score), ...random.filter((i) => labels[i] === 0)],
    influence: sorted(Array.from(labels.keys()), influences(training, theta, validation)),
  };
}

/**
 * By how much the validation loss is expected to grow when one label is flipped, to first order:
 * -(2y - 1) x' H⁻¹ ∇L / n, with the Hessian H of the training loss (Koh and Liang 2017).
 */
export function influences(training: Points, theta: ArrayLike<number>, validation: Points): Float64Array {
  const n = training.labels.length;
  const hessian = penalty.map((value, i) => penalty.map((_, j) => (i === j ? value : 0)));
  const row = ({ features }: Points, i: number) => features.subarray(columns * i, columns * (i + 1));
  scores(training, theta).forEach((score, i) => {
    const p = 1 / (1 + Math.exp(-score));
    const x = row(training, i);
    for (let a = 0; a < columns; a++)
      for (let b = 0; b < columns; b++) hessian[a]![b]! += (p * (1 - p) * x[a]! * x[b]!) / n;
  });
  const gradient = new Array<number>(columns).fill(0);
  scores(validation, theta).forEach((score, i) => {
    const p = 1 / (1 + Math.exp(-score));
    const x = row(validation, i);
    for (let a = 0; a < columns; a++)
      gradient[a]! += ((p - validation.labels[i]!) * x[a]!) / validation.labels.length;
  });
  const direction = solve(hessian, gradient);
  return Float64Array.from(training.labels, (label, i) => {
    const x = row(training, i);
    return (-(2 * label - 1) * x.reduce((sum, value, a) => sum + value * direction[a]!, 0)) / n;
  });
}

/** Gaussian elimination; the matrix is positive definite, so no row has to be exchanged. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((values, i) => [...values, right[i]!]);
  rows.forEach((pivot, i) => {
    for (const row of rows.slice(i + 1)) {
      const factor = row[i]! / pivot[i]!;
      for (let j = i; j <= rows.length; j++) row[j]! -= factor * pivot[j]!;
    }
  });
  const x = new Array<number>(rows.length).fill(0);
  for (let i = rows.length - 1; i >= 0; i--) {
    const known = x.reduce((sum, value, j) => sum + (j > i ? value * rows[i]![j]! : 0), 0);
    x[i] = (rows[i]!.at(-1)! - known) / rows[i]![i]!;
  }
  return x;
}
