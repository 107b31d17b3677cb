/** A tiny classifier of the four qualities, trained on eight contexts and used on the other four. */
import type { Rank, Scalar, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { qualities } from './corpus';
import { featureCount } from './features';
import { variableAdam } from '../models/variable-adam';

const hidden = 12;
const learningRate = 0.03;
const decay = 2e-3;
export const trainingSteps = 200;

export interface Examples {
  /** examples x features. */
  readonly features: readonly (readonly number[])[];
  /** examples x qualities, 0 or 1. */
  readonly labels: readonly (readonly number[])[];
}

export interface Scorer {
  /** One step of Adam on all examples; the loss before it. */
  step(): number;
  /** Probability of each quality: rows x qualities. */
  predict(features: readonly (readonly number[])[]): number[][];
  dispose(): void;
}

export function createScorer(tf: Tf, random: Random, { features, labels }: Examples): Scorer {
  const scale = standardisation(features);
  const matrix = (rows: number, columns: number): Variable<Rank.R2> =>
    tf.tidy(() => {
      const numbers = Float32Array.from({ length: rows * columns }, () => random.normal() / Math.sqrt(rows));
      return tf.variable(tf.tensor2d(numbers, [rows, columns]));
    });
  const zeros = (count: number): Variable<Rank.R1> => tf.tidy(() => tf.variable(tf.zeros<Rank.R1>([count])));
  const [w1, b1] = [matrix(featureCount, hidden), zeros(hidden)];
  const [w2, b2] = [matrix(hidden, qualities.length), zeros(qualities.length)];
  const x = tf.tensor2d(features.map(scale), [features.length, featureCount]);
  const y = tf.tensor2d(labels as number[][], [labels.length, qualities.length]);
  const optimizer = variableAdam(tf, [w1, b1, w2, b2]);
  const logits = (rows: Tensor2D): Tensor2D =>
    tf.add(tf.matMul(tf.tanh(tf.add(tf.matMul(rows, w1), b1)) as Tensor2D, w2), b2);
  const squares = (weights: Tensor) => tf.sum(tf.square(weights));
  const loss = (): Scalar => {
    const error: Scalar = tf.losses.sigmoidCrossEntropy(y, logits(x));
    return tf.add(error, tf.mul(decay, tf.add(squares(w1), squares(w2))));
  };
  return {
    step: () => optimizer.minimize(loss, learningRate),
    predict: (rows) =>
      tf.tidy(() => {
        const scaled = tf.tensor2d(rows.map(scale), [rows.length, featureCount]);
        return tf.sigmoid(logits(scaled)).arraySync();
      }),
    dispose: () => {
      for (const tensor of [w1, b1, w2, b2, x, y]) tensor.dispose();
    },
  };
}

/** Each column to mean 0 and deviation 1 over the training rows. */
function standardisation(rows: readonly (readonly number[])[]): (row: readonly number[]) => number[] {
  const columns = Array.from({ length: featureCount }, (_, j) => rows.map((row) => row[j]!));
  const means = columns.map((column) => column.reduce((sum, value) => sum + value, 0) / column.length);
  const deviations = columns.map((column, j) =>
    Math.sqrt(column.reduce((sum, value) => sum + (value - means[j]!) ** 2, 0) / column.length),
  );
  return (row) => row.map((value, j) => (value - means[j]!) / (deviations[j]! || 1));
}
