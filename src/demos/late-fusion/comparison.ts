/** What each way of fusing makes of the same test examples. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import { scoreLogits, type ClassificationScore } from '../metrics/classification';
import { correlation, mean } from '../metrics/summary';
import { average, fitStacker, product, stackedLogOdds, type Scores, type Stacker } from './fusion';

/** Logits of two classes, row by row, of the trained networks. */
export interface Predictions {
  readonly labels: Int32Array;
  readonly a: Float32Array;
  readonly b: Float32Array;
  readonly early: Float32Array;
  readonly dropout: Float32Array;
  /** With the features of B set to 0. */
  readonly earlyWithoutB: Float32Array;
  readonly dropoutWithoutB: Float32Array;
  /** Held out from training, for the stacker. */
  readonly heldOut: { readonly labels: Int32Array; readonly a: Float32Array; readonly b: Float32Array };
}

export const methods = ['a', 'b', 'average', 'product', 'stack', 'early', 'dropout'] as const;
export type Method = (typeof methods)[number];

export interface Comparison {
  readonly scores: Readonly<Record<Method, ClassificationScore>>;
  /** Accuracies where B is missing; B alone can say nothing then. */
  readonly withoutB: Readonly<Record<Exclude<Method, 'b'>, number>>;
  readonly stacker: Stacker;
  /** Accuracy of the average for each weight of A. */
  readonly byWeight: readonly { readonly weight: number; readonly accuracy: number }[];
  /** Share of examples that both single models get wrong. */
  readonly bothWrong: number;
  /** Of the two models' log-odds, within a class. */
  readonly correlation: number;
}

/** Twenty bins over [0, 1] are ten over [0.5, 1], where the surer of two classes lies. */
const bins = 20;
const weightSteps = 20;

/** @param weights of A and B in the average */
export function compare(
  tf: Tf,
  predictions: Predictions,
  weights: readonly [a: number, b: number],
): Comparison {
  const { labels, heldOut } = predictions;
  const score = (logits: Float32Array) => scoreLogits(logits, labels, 2, bins);
  const odds = [logOdds(predictions.a), logOdds(predictions.b)] as const;
  const stacker = fitStacker([logOdds(heldOut.a), logOdds(heldOut.b)], heldOut.labels);
  const stacked = Float32Array.from({ length: 2 * labels.length }, (_, i) =>
    i % 2 === 1 ? stackedLogOdds(stacker, odds, i >> 1) : 0,
  );
  const [pA, pB] = [probabilities(tf, predictions.a), probabilities(tf, predictions.b)];
  const scored = (fuse: () => Tensor2D) => {
    const logs = tf.tidy(() => tf.log(tf.maximum(fuse(), 1e-30)));
    const values = logs.dataSync<'float32'>();
    logs.dispose();
    return score(values);
  };
  const fused = (scores: Scores) => ({
    average: scored(() => average(tf, scores, weights)),
    product: scored(() => product(tf, scores, [1, 1])),
  });
  const byWeight = Array.from({ length: weightSteps + 1 }, (_, i) => {
    const weight = i / weightSteps;
    return { weight, accuracy: scored(() => average(tf, [pA, pB], [weight, 1 - weight])).accuracy };
  });
  const [together, alone] = [fused([pA, pB]), fused([pA, undefined])];
  tf.dispose([pA, pB]);
  const a = score(predictions.a);
  const isRight = (each: Float32Array, i: number) => each[i]! > 0 === (labels[i] === 1);
  return {
    scores: {
      a,
      b: score(predictions.b),
      ...together,
      stack: score(stacked),
      early: score(predictions.early),
      dropout: score(predictions.dropout),
    },
    withoutB: {
      a: a.accuracy,
      average: alone.average.accuracy,
      product: alone.product.accuracy,
      stack: a.accuracy,
      early: score(predictions.earlyWithoutB).accuracy,
      dropout: score(predictions.dropoutWithoutB).accuracy,
    },
    stacker,
    byWeight,
    bothWrong: mean(Array.from(labels, (_, i) => Number(!odds.some((each) => isRight(each, i))))),
    correlation: correlation(withinClass(odds[0], labels), withinClass(odds[1], labels)),
  };
}

function probabilities(tf: Tf, logits: Float32Array): Tensor2D {
  return tf.tidy(() => tf.softmax(tf.tensor2d(logits, [logits.length / 2, 2])));
}

/** Of class 1. */
function logOdds(logits: Float32Array): Float32Array {
  return Float32Array.from({ length: logits.length / 2 }, (_, i) => logits[2 * i + 1]! - logits[2 * i]!);
}

/** Values minus the mean of their class. */
function withinClass(values: Float32Array, labels: Int32Array): number[] {
  const means = [0, 1].map((label) => mean(values.filter((_, i) => labels[i] === label)));
  return Array.from(values, (value, i) => value - means[labels[i]!]!);
}
