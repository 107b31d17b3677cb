/** Mixtures of round Gaussians in the plane, whose score is known exactly at every noise level. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';

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

/** Five equal bumps on a circle of radius 2, with nothing in the middle. */
export function ringOfFive(): GaussianMixture {
  const count = 5;
  return {
    weights: Array.from({ length: count }, () => 1 / count),
    means: Array.from({ length: count }, (_, k): [number, number] => {
      const angle = (2 * Math.PI * k) / count;
      return [2 * Math.cos(angle), 2 * Math.sin(angle)];
    }),
    deviation: 0.3,
  };
}

/** `count` points of the density: for each its component, then x and y. */
export function drawMixture(
  { weights, means, deviation }: GaussianMixture,
  random: Random,
  count: number,
): Float32Array {
  const points = new Float32Array(2 * count);
  for (let i = 0; i < count; i++) {
    let left = random.uniform();
    const found = weights.findIndex((weight) => (left -= weight) < 0);
    const mean = means.at(found)!;
    points[2 * i] = mean[0] + deviation * random.normal();
    points[2 * i + 1] = mean[1] + deviation * random.normal();
  }
  return points;
}

/**
 * Gradient of the log density at each row of `x`, where every component has the variance `variance`: with that of the
 * mixture the density itself, with sigma² added the density after noise of deviation sigma.
 * @param variance one for all rows, or a column with one for each
 */
export function mixtureScore(
  tf: Tf,
  { weights, means }: GaussianMixture,
  x: Tensor2D,
  variance: number | Tensor2D,
): Tensor2D {
  return tf.tidy(() => {
    const centers = tf.tensor2d(means.map(([a, b]) => [a, b]));
    const square = (rows: Tensor2D) => tf.sum(tf.square(rows), 1, true);
    const cross = tf.matMul(x, centers, false, true);
    const distance = tf.add(tf.sub(square(x), tf.mul(cross, 2)), tf.transpose(square(centers)));
    const logits = tf.sub(tf.log(tf.tensor1d([...weights])), tf.div(distance, tf.mul(variance, 2)));
    const nearest = tf.matMul(tf.softmax(logits as Tensor2D), centers);
    return tf.div(tf.sub(nearest, x), variance) as Tensor2D;
  });
}

/**
 * The mean of what a noisy row of `x` may have been, E[x₀ | x₀ + σn = x], by Tweedie's formula: x + σ² times the score of
 * the density after noise (Efron 2011).
 * @param sigma one for all rows, or a column with one for each
 */
export function mixtureDenoised(
  tf: Tf,
  mixture: GaussianMixture,
  x: Tensor2D,
  sigma: number | Tensor2D,
): Tensor2D {
  return tf.tidy(() => {
    const noise = typeof sigma === 'number' ? sigma ** 2 : tf.square(sigma);
    const total =
      typeof noise === 'number' ? noise + mixture.deviation ** 2 : tf.add(noise, mixture.deviation ** 2);
    return tf.add(x, tf.mul(mixtureScore(tf, mixture, x, total as number | Tensor2D), noise)) as Tensor2D;
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
