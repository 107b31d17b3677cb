/** Nearest neighbours: as a learner, and as a check on labels. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import { columns, type Points } from './data';

/** Neighbours that check a label, and the share of them that has to disagree. */
const judges = 15;
const disagreement = 0.6;

type Features = Pick<Points, 'features'>;

/** Indices of the `k` nearest of `among`, nearest first, `k` for each point of `of`. */
export function nearest(tf: Tf, of: Features, among: Features, k: number): Int32Array {
  return tf.tidy(() => {
    const [a, b] = [of, among].map(({ features }) =>
      tf.tensor2d(features, [features.length / columns, columns]),
    );
    const square = (points: Tensor2D) => tf.sum(tf.square(points), 1, true);
    const product = tf.matMul(a!, b!, false, true);
    const distance = tf.sub(tf.add(square(a!), tf.transpose(square(b!))), tf.mul(product, 2));
    return tf
      .topk(tf.neg(distance) as Tensor2D, k)
      .indices.dataSync<'int32'>()
      .slice();
  });
}

/** What most of the first `voters` neighbours of each point say. */
export function vote(neighbours: Int32Array, k: number, labels: Uint8Array, voters: number): Uint8Array {
  return Uint8Array.from({ length: neighbours.length / k }, (_, i) => {
    let ones = 0;
    for (let j = 0; j < voters; j++) ones += labels[neighbours[i * k + j]!]!;
    return 2 * ones > voters ? 1 : 0;
  });
}

/** The 15 nearest other points of each training point. */
export function judgesOf(tf: Tf, training: Features): Int32Array {
  const all = nearest(tf, training, training, judges + 1);
  const count = all.length / (judges + 1);
  const others = new Int32Array(count * judges);
  for (let i = 0; i < count; i++) {
    const row = all.subarray(i * (judges + 1), (i + 1) * (judges + 1)).filter((j) => j !== i);
    others.set(row.subarray(0, judges), i * judges);
  }
  return others;
}

/** Labels in which each one that at least 60 % of its judges contradict is turned over (Paudice et al. 2018). */
export function sanitised(labels: Uint8Array, others: Int32Array): Uint8Array {
  return labels.map((label, i) => {
    let against = 0;
    for (let j = 0; j < judges; j++) if (labels[others[i * judges + j]!] !== label) against += 1;
    return against >= disagreement * judges ? 1 - label : label;
  });
}

export interface Repair {
  /** Labels that were turned over, and how many of them had been flipped. */
  readonly changed: number;
  readonly right: number;
  /** Labels that had been flipped. */
  readonly flips: number;
}

export function repairOf(truth: Uint8Array, given: Uint8Array, cleaned: Uint8Array): Repair {
  const count = (is: (i: number) => boolean) => Array.from(truth.keys()).filter(is).length;
  const isFlip = (i: number) => given[i] !== truth[i];
  const isChanged = (i: number) => cleaned[i] !== given[i];
  return { changed: count(isChanged), right: count((i) => isChanged(i) && isFlip(i)), flips: count(isFlip) };
}
