/** Mixtures of round Gaussians in the plane, whose score is known exactly at every noise level. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';

/** Weighted Gaussians of one deviation; the weights sum to 1. */
export interface GaussianMixture {
  readonly weights: readonly number[];
  readonly means: readonly (readonly [x: number, y: number])[];
  readonly deviation: number;
}

/** Two towns at (-m, 0) and (m, 0), of which the left one has four fifths of the people. */
export function twoTowns(halfDistance: number): GaussianMixture {
  return {
    weights: [0.8, 0.2],
    means: [
      [-halfDistance, 0],
      [halfDistance, 0],
    ],
    deviation: 0.5,
  };
}

/**
 * Gradient of the log density at each row of `x`, where every component has the variance `variance`: with that of the
 * mixture the density itself, with sigma² added the density after noise of deviation sigma.
 */
export function mixtureScore(
  tf: Tf,
  { weights, means }: GaussianMixture,
  x: Tensor2D,
  variance: number,
): Tensor2D {
  return tf.tidy(() => {
    const centers = tf.tensor2d(means.map(([a, b]) => [a, b]));
    const square = (rows: Tensor2D) => tf.sum(tf.square(rows), 1, true);
    const cross = tf.matMul(x, centers, false, true);
    const distance = tf.add(tf.sub(square(x), tf.mul(cross, 2)), tf.transpose(square(centers)));
    const logits = tf.sub(tf.log(tf.tensor1d([...weights])), tf.div(distance, 2 * variance));
    const nearest = tf.matMul(tf.softmax(logits as Tensor2D), centers);
    return tf.div(tf.sub(nearest, x), variance) as Tensor2D;
  });
}

/** Density at one point. */
export function mixtureDensity({ weights, means, deviation }: GaussianMixture, x: number, y: number): number {
  const variance = deviation ** 2;
  return weights.reduce((sum, weight, k) => {
    const [a, b] = means[k]!;
    const distance = (x - a) ** 2 + (y - b) ** 2;
    return sum + (weight * Math.exp(-distance / (2 * variance))) / (2 * Math.PI * variance);
  }, 0);
}
