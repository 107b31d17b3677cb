/** What the model guesses: samples of z0 that are carried along, and their values at every step. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { solverStep, type SolverName } from '../models/solvers';
import { decode, encode, field, latentSize, type Weights } from './model';
import type { Observed } from './posterior';

/** One value a sample, step after step. */
export interface Paths {
  readonly times: readonly number[];
  readonly values: readonly Float32Array[];
  /** Slopes of the values by time. */
  readonly slopes: readonly Float32Array[];
}

/** The Gaussian over z0, of one series. */
export interface StartGuess {
  readonly mean: Float32Array;
  readonly sd: Float32Array;
}

export function guessStart(tf: Tf, weights: Weights, { t, x }: Observed): StartGuess {
  return tf.tidy(() => {
    const row = (values: readonly number[]): Tensor2D => tf.tensor2d([...values], [1, values.length]);
    const { mean, logVariance } = encode(tf, weights, { t: row(t), x: row(x) });
    return {
      mean: mean.dataSync<'float32'>().slice(),
      sd: tf.exp(tf.div(logVariance, 2)).dataSync<'float32'>().slice(),
    };
  });
}

/** Samples of z0, a row each. */
export function sampleStarts(tf: Tf, { mean, sd }: StartGuess, count: number, random: Random): Tensor2D {
  const values = Float32Array.from({ length: count * latentSize }, (_, i) => {
    const d = i % latentSize;
    return mean[d]! + sd[d]! * random.normal();
  });
  return tf.tensor2d(values, [count, latentSize]);
}

/**
 * Carries the starts along to `end`; the last step is shorter where whole ones do not fit.
 * @param report after every few steps, with what there is
 */
export async function carry(
  tf: Tf,
  weights: Weights,
  starts: Tensor2D,
  how: { readonly solver: SolverName; readonly h: number; readonly end: number },
  report: (paths: Paths) => Promise<void>,
): Promise<Paths> {
  const f = field(tf, weights);
  const steps = Math.ceil(how.end / how.h - 1e-9);
  const timeAt = (step: number) => (step < steps ? step * how.h : how.end);
  const [times, values, slopes]: [number[], Float32Array[], Float32Array[]] = [[], [], []];
  let z = starts;
  for (let step = 0; step <= steps; step++) {
    const [value, slope] = tf.tidy(() => {
      const rate = tf.sub(decode(tf, weights, f(z)), weights.decoder.b);
      return [decode(tf, weights, z), rate].map((tensor) => tensor.dataSync<'float32'>().slice());
    });
    times.push(timeAt(step));
    values.push(value!);
    slopes.push(slope!);
    const next = tf.tidy(() => solverStep(tf, how.solver, f, z, timeAt(step + 1) - timeAt(step)));
    if (step > 0) z.dispose();
    z = next;
    if (step % 8 === 7) await report({ times: [...times], values: [...values], slopes: [...slopes] });
  }
  z.dispose();
  return { times, values, slopes };
}

export interface Band {
  readonly mean: number[];
  readonly sd: number[];
}

/** Mean and standard deviation over the samples, step after step. */
export function bandOf({ values }: Paths): Band {
  const mean = values.map((at) => at.reduce((sum, value) => sum + value, 0) / at.length);
  const sd = values.map((at, i) =>
    Math.sqrt(at.reduce((sum, value) => sum + (value - mean[i]!) ** 2, 0) / Math.max(1, at.length - 1)),
  );
  return { mean, sd };
}
