/** Five ways to bring the numbers of a token to a common size, each without gain and bias. Rows are tokens. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import { layerNorm, rmsNorm } from '../models/normalize';

export const normNames = ['layer', 'rms', 'scale', 'group', 'tanh'] as const;
export type NormName = (typeof normNames)[number];

export const labels: Readonly<Record<NormName, string>> = {
  layer: 'LayerNorm',
  rms: 'RMSNorm',
  scale: 'ScaleNorm, g = √D',
  group: 'GroupNorm, 2 groups',
  tanh: 'DyT, α = 0.5',
};

const groups = 2;
const slope = 0.5;

/** ε is 1e-5 for LayerNorm and GroupNorm, 1e-6 for RMSNorm, as in PyTorch's layers and in Keras. */
export const norms: Readonly<Record<NormName, (tf: Tf, x: Tensor2D) => Tensor2D>> = {
  layer: (tf, x) => layerNorm(tf, x, 1e-5),
  rms: (tf, x) => rmsNorm(tf, x, 1e-6),
  scale: (tf, x) => lengthNorm(tf, x, Math.sqrt(x.shape[1])),
  group: (tf, x) => groupNorm(tf, x, x.shape[1] % groups === 0 ? groups : 1),
  tanh: (tf, x) => tf.tanh(tf.mul(x, slope)),
};

/** g·x/‖x‖ (Nguyen, Salazar 2019); a token of zeros stays one. */
export function lengthNorm(tf: Tf, x: Tensor2D, g: number): Tensor2D {
  const length = tf.sqrt(tf.sum(tf.square(x), 1, true));
  return tf.mul(x, tf.div(g, tf.maximum(length, 1e-12)));
}

/** Features in as many groups of neighbours, each normalized by itself (Wu, He 2018). */
function groupNorm(tf: Tf, x: Tensor2D, count: number): Tensor2D {
  const [rows, features] = x.shape;
  const apart: Tensor2D = tf.reshape(x, [rows * count, features / count]);
  return tf.reshape(layerNorm(tf, apart, 1e-5), [rows, features]);
}

export interface VectorNorms {
  /** The vector times the factor, plus the shift. */
  readonly vector: readonly number[];
  readonly outputs: Readonly<Record<NormName, readonly number[]>>;
  /** The largest difference that the shift alone, and the factor alone, make to an output. */
  readonly byShift: Readonly<Record<NormName, number>>;
  readonly byFactor: Readonly<Record<NormName, number>>;
}

export function normalizedVector(
  tf: Tf,
  given: readonly number[],
  shift: number,
  factor: number,
): VectorNorms {
  const run = (norm: NormName, x: readonly number[]): number[] =>
    tf.tidy(() => [...norms[norm](tf, tf.tensor2d([[...x]])).dataSync<'float32'>()]);
  const vector = given.map((value) => factor * value + shift);
  const largest = (a: readonly number[], b: readonly number[]) =>
    Math.max(...a.map((value, i) => Math.abs(value - b[i]!)));
  const byName = <T>(of: (norm: NormName) => T) =>
    Object.fromEntries(normNames.map((norm) => [norm, of(norm)])) as Record<NormName, T>;
  return {
    vector,
    outputs: byName((norm) => run(norm, vector)),
    byShift: byName((norm) =>
      largest(
        run(norm, given),
        run(
          norm,
          given.map((value) => value + shift),
        ),
      ),
    ),
    byFactor: byName((norm) =>
      largest(
        run(norm, given),
        run(
          norm,
          given.map((value) => factor * value),
        ),
      ),
    ),
  };
}
