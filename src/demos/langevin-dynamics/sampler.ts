/** Unadjusted Langevin steps, plain or over falling noise levels. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { normals } from '../models/noise';

/** Where a diverging chain is stopped. */
const farthest = 1e6;

/** Steps with one score: a noise level of annealing, or all of a plain run. */
export interface Stage {
  readonly score: (x: Tensor2D) => Tensor2D;
  /** Step epsilon: the drift gets half of it, the noise its root. */
  readonly step: number;
  readonly count: number;
}

/**
 * x + epsilon/2 score(x) + sqrt(epsilon) z, again and again (Roberts and Tweedie 1996). Uses up `start`; `onStep` sees
 * every iterate. Without noise it is gradient ascent.
 */
export async function langevin(
  tf: Tf,
  random: Random,
  start: Tensor2D,
  stages: readonly Stage[],
  isNoisy: boolean,
  onStep: (at: Tensor2D) => Promise<void> | void = () => undefined,
): Promise<Tensor2D> {
  let x = start;
  for (const { score, step, count } of stages)
    for (let i = 0; i < count; i++) {
      const next = tf.tidy(() => {
        const drifted: Tensor2D = tf.add(x, tf.mul(score(x), step / 2));
        const moved: Tensor2D = isNoisy
          ? tf.add(drifted, tf.mul(normals(tf, random, x.shape), Math.sqrt(step)))
          : drifted;
        return tf.clipByValue(moved, -farthest, farthest);
      });
      x.dispose();
      x = next;
      await onStep(x);
    }
  return x;
}

/** `levels` noise levels from `largest` to `smallest`, each the same share of the one before. */
export function noiseLevels(largest: number, smallest: number, levels: number): number[] {
  return Array.from({ length: levels }, (_, i) => largest * (smallest / largest) ** (i / (levels - 1)));
}

/**
 * Variance that Langevin steps of size `step` settle at on a Gaussian of variance `variance`; infinite where they
 * diverge, from four times the variance on.
 */
export function settledVariance(variance: number, step: number): number {
  return step < 4 * variance ? variance / (1 - step / (4 * variance)) : Infinity;
}
