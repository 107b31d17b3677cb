/** The three iterations that go by the name of label propagation. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';

/**
 * `clamped`: neighbour average, then the seeds are reset (Zhu and Ghahramani 2002). `unclamped`: the average alone.
 * `spreading`: a share alpha from the neighbours, the rest from the first labels (Zhou et al. 2003).
 */
export const modes = ['clamped', 'unclamped', 'spreading'] as const;
export type Mode = (typeof modes)[number];

/** What stays the same from step to step. */
export interface Propagation {
  readonly mode: Mode;
  /** Share that comes from the neighbours; used by `spreading` only. */
  readonly alpha: number;
  /** D⁻¹A, or D^(-1/2) A D^(-1/2) for `spreading`; nodes x nodes. */
  readonly matrix: Tensor2D;
  /** One-hot rows for the seeds, zeros elsewhere; nodes x classes. */
  readonly seeds: Tensor2D;
  /** 1 for a seed, 0 elsewhere; nodes x 1. */
  readonly isSeed: Tensor2D;
}

/** @param weights symmetric and not negative, every row with a positive sum @param seeds one-hot or zero rows */
export function createPropagation(
  tf: Tf,
  weights: Tensor2D,
  seeds: Tensor2D,
  mode: Mode,
  alpha: number,
): Propagation {
  const degree = tf.sum(weights, 1, true);
  const matrix =
    mode === 'spreading'
      ? tf.div(weights, tf.sqrt(tf.mul(degree, tf.transpose(degree))))
      : tf.div(weights, degree);
  return { mode, alpha, matrix: matrix as Tensor2D, seeds, isSeed: tf.sum(seeds, 1, true) };
}

/** One step: every node takes the weighted mean of its neighbours' distributions. */
export function propagate(
  tf: Tf,
  { mode, alpha, matrix, seeds, isSeed }: Propagation,
  y: Tensor2D,
): Tensor2D {
  return tf.tidy((): Tensor2D => {
    const average: Tensor2D = tf.matMul(matrix, y);
    switch (mode) {
      case 'unclamped':
        return average;
      case 'clamped':
        return tf.add(tf.mul(average, tf.sub(1, isSeed)), seeds);
      case 'spreading':
        return tf.add(tf.mul(average, alpha), tf.mul(seeds, 1 - alpha));
    }
  });
}
