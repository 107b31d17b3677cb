/** Two overlapping clouds of points in the plane, and what it means to flip some of their labels. */
import type { Random } from '../contract/demo';

/** Points with their classes, 0 or 1. */
export interface Points {
  /** Rows of x1, x2 and 1. */
  readonly features: Float32Array;
  readonly labels: Uint8Array;
}

export const columns = 3;

/** Point i has class i mod 2 and lies around (-1.5, 0) or (1.5, 0), normal with deviation 1 in both directions. */
export function twoClouds(random: Random, count: number): Points {
  const features = new Float32Array(columns * count);
  const labels = Uint8Array.from({ length: count }, (_, i) => i % 2);
  labels.forEach((label, i) => {
    const [a, b] = [random.normal(), random.normal()];
    features.set([(2 * label - 1) * 1.5 + a, b, 1], columns * i);
  });
  return { features, labels };
}

/** The labels with the first `count` points of `order` turned over. */
export function flipped(labels: Uint8Array, order: ArrayLike<number>, count: number): Uint8Array {
  const result = labels.slice();
  for (let i = 0; i < count; i++) result[order[i]!]! ^= 1;
  return result;
}

/** Accuracy on clean test data of a learner that copies the label of the nearest point, at a share `rate` of flips. */
export const copiedAccuracy = (clean: number, rate: number): number =>
  (1 - rate) * clean + rate * (1 - clean);
