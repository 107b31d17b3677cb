/** Models of the toy language: next-symbol logits of a given rank, trained once through fresh data. */
import type { Rank, Scalar, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { gaussian, symbols, type Teacher } from './teacher';
import { variableAdam } from '../models/variable-adam';

export const ranks = [1, 2, 4, 8, 16, 32] as const;
const warmUp = 5;

/** U, W and a bias: what a rank costs. */
export const paramsOf = (rank: number): number => 2 * symbols * rank + symbols;

export interface Schedule {
  readonly tokens: number;
  readonly batch: number;
  readonly steps: number;
}

/** All of a budget goes into tokens; batches grow with the square root of them. */
export function scheduleOf(budget: number, rank: number): Schedule {
  const tokens = Math.floor(budget / (6 * paramsOf(rank)));
  const batch = Math.max(16, Math.floor(3 * Math.sqrt(tokens)));
  return { tokens, batch, steps: Math.round(tokens / batch) };
}

/** Cosine to zero behind a short warm-up. */
export function rateAt(step: number, steps: number, peak: number): number {
  const cosine = (1 + Math.cos((Math.PI * step) / steps)) / 2;
  return peak * cosine * Math.min(1, (step + 1) / warmUp);
}

/**
 * Trains one model on fresh pairs and measures it exactly, without a test set.
 * @param pause between two steps
 * @returns nats per symbol above the entropy of the language
 */
export async function excessLoss(
  tf: Tf,
  random: Random,
  teacher: Teacher,
  { rank, budget, rate }: { readonly rank: number; readonly budget: number; readonly rate: number },
  pause: () => Promise<void>,
): Promise<number> {
  const deviation = 0.3 / rank ** 0.25;
  const factor = (): Variable<Rank.R2> =>
    tf.tidy(() => {
      const numbers = Float32Array.from({ length: symbols * rank }, () => deviation * gaussian(random));
      return tf.variable(tf.tensor2d(numbers, [symbols, rank]));
    });
  const [u, w] = [factor(), factor()];
  const bias: Variable<Rank.R1> = tf.tidy(() => tf.variable(tf.zeros<Rank.R1>([symbols])));
  const loss = (shares: Tensor2D): Scalar => {
    const logits = tf.add(tf.matMul(u, w, false, true), bias);
    return tf.neg(tf.sum(tf.mul(shares, tf.logSoftmax(logits as Tensor2D))));
  };
  const { batch, steps } = scheduleOf(budget, rank);
  const optimizer = variableAdam(tf, [u, w, bias]);
  for (let step = 0; step < steps; step++) {
    tf.tidy(() => {
      const shares = tf.tensor2d(drawShares(random, teacher, batch), [symbols, symbols]);
      optimizer.minimize(() => loss(shares), rateAt(step, steps, rate));
    });
    await pause();
  }
  const joint = Float32Array.from(teacher.joint);
  const reached = tf.tidy(() => loss(tf.tensor2d(joint, [symbols, symbols])).dataSync()[0]!);
  for (const variable of [u, w, bias]) variable.dispose();
  return reached - teacher.entropyRate;
}

/** Share of each pair in a batch. */
function drawShares(random: Random, teacher: Teacher, batch: number): Float32Array {
  const shares = new Float32Array(symbols ** 2);
  for (let i = 0; i < batch; i++) shares[teacher.draw(random)]! += 1 / batch;
  return shares;
}
