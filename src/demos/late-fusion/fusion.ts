/** Ways to make one prediction of the scores of several models. A model whose modality is missing is `undefined`. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';

/** Class probabilities of each model: one row an example. */
export type Scores = readonly (Tensor2D | undefined)[];

/** Logarithms of smaller probabilities are no use in 32 bits. */
const least = 1e-30;

/**
 * Σ w·p over the models that are there, with their weights scaled to sum 1.
 * @param weights one a model, not negative; equal where all are 0
 */
export function average(tf: Tf, scores: Scores, weights: readonly number[]): Tensor2D {
  const present = presentScores(scores, weights);
  const total = present.reduce((sum, { weight }) => sum + weight, 0);
  const shares = present.map(({ weight }) => (total > 0 ? weight / total : 1 / present.length));
  return tf.tidy(() => tf.addN(present.map(({ score }, m) => tf.mul<Tensor2D>(score, shares[m]!))));
}

/**
 * Log-linear fusion, Π p^w scaled to sum 1. With all weights 1 it is the product; with the prior divided out M − 1 times
 * it is Bayes' rule for modalities that are independent given the class (Kittler et al. 1998).
 */
export function product(tf: Tf, scores: Scores, weights: readonly number[], prior?: Tensor1D): Tensor2D {
  const present = presentScores(scores, weights);
  const log = (p: Tensor2D | Tensor1D) => tf.log(tf.maximum(p, least));
  return tf.tidy(() => {
    const sum = tf.addN(present.map(({ score, weight }) => tf.mul<Tensor2D>(log(score), weight)));
    return tf.softmax(prior ? tf.add(sum, tf.mul(log(prior), 1 - present.length)) : sum) as Tensor2D;
  });
}

function presentScores(scores: Scores, weights: readonly number[]): { score: Tensor2D; weight: number }[] {
  return scores.flatMap((score, m) => (score ? [{ score, weight: weights[m]! }] : []));
}

/** Variance of the mean of M scores with variance σ² each and correlation ρ between each two. */
export function varianceOfMean(models: number, rho: number, variance: number): number {
  return variance * (rho + (1 - rho) / models);
}

/** A logistic regression on the scores of two-class models: how much each is worth, learnt on held-out examples. */
export interface Stacker {
  /** One for each model's log-odds. */
  readonly weights: readonly number[];
  readonly bias: number;
}

const stackerSteps = 300;
const stackerRate = 0.1;

/**
 * Gradient descent on the mean log-loss, from equal weights.
 * @param logOdds of class 1, one array a model
 */
export function fitStacker(logOdds: readonly Float32Array[], labels: Int32Array): Stacker {
  const weights = logOdds.map(() => 1);
  let bias = 0;
  for (let step = 0; step < stackerSteps; step++) {
    const gradient = logOdds.map(() => 0);
    let biasGradient = 0;
    for (let i = 0; i < labels.length; i++) {
      const score = stackedLogOdds({ weights, bias }, logOdds, i);
      const error = (1 / (1 + Math.exp(-score)) - labels[i]!) / labels.length;
      biasGradient += error;
      logOdds.forEach((odds, m) => (gradient[m]! += error * odds[i]!));
    }
    gradient.forEach((slope, m) => (weights[m]! -= stackerRate * slope));
    bias -= stackerRate * biasGradient;
  }
  return { weights, bias };
}

/** The log-odds of class 1 for example `i`. */
export function stackedLogOdds(
  { weights, bias }: Stacker,
  logOdds: readonly Float32Array[],
  i: number,
): number {
  return logOdds.reduce((sum, odds, m) => sum + weights[m]! * odds[i]!, bias);
}
