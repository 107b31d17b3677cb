/** What an explanation is worth: where it points, whether it adds up, and what happens without the pixels it names. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { forward, propagate, type Layer, type Rule, type RuleSettings } from './relevance';
import { classes, pixels, tagPixels } from './strokes';

/** Pixels that are taken away one by one. */
export const deletions = 12;

/** A trained network, and the images that its explanations are measured on. */
export interface Bench {
  readonly layers: readonly Layer[];
  readonly images: Float32Array;
  readonly labels: Int32Array;
  /** 1 on the pixels of the stroke, image after image. */
  readonly masks: Float32Array;
}

/** Of the explanations of all images for their own class. */
export interface Measured {
  /** Relevance of the input, image after image. */
  readonly maps: Float32Array;
  /** Sum of the input's relevance over the sum of the scores. */
  readonly kept: number;
  /** Greatest |ΣR − f| / |f| of an image. */
  readonly defect: number;
  /** Share of the positive relevance on the stroke, and of class 0 alone on the tag's place. */
  readonly strokeShare: number;
  readonly tagShare: number;
  /** Mean cosine of the maps of an image for its class and for the next one, both started from 1. */
  readonly swapCosine: number;
  /** Mean score without the 0, 1, … most relevant pixels. */
  readonly deletion: readonly number[];
}

/** One-hot rows of the classes, moved on by `shift`. */
export function oneHotOf(tf: Tf, labels: Int32Array, shift = 0): Tensor2D {
  const moved = labels.map((label) => (label + shift) % classes);
  return tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(moved, 'int32'), classes), 'float32') as Tensor2D);
}

/** Explains every image of the bench by the rules, one a layer. */
export function measureRules(tf: Tf, bench: Bench, rules: readonly Rule[], settings: RuleSettings): Measured {
  const { layers, images, labels } = bench;
  const [maps, scores, own, next] = tf.tidy(() => {
    const activations = forward(tf, layers, tf.tensor2d(images, [labels.length, pixels]));
    const explain = (start: Tensor2D) => propagate(tf, layers, activations, start, rules, settings).at(-1)!;
    const one = oneHotOf(tf, labels);
    const scored: Tensor2D = tf.mul(activations.at(-1)!, one);
    const all = [explain(scored), tf.sum(scored, 1), explain(one), explain(oneHotOf(tf, labels, 1))];
    return all.map((tensor) => tensor.dataSync<'float32'>().slice());
  });
  return {
    maps: maps!,
    ...conservation(maps!, scores!),
    strokeShare: positiveShare(maps!, (i) => bench.masks[i] === 1),
    tagShare: positiveShare(
      maps!,
      (i) => tagPixels.includes(i % pixels),
      (i) => labels[Math.floor(i / pixels)] === 0,
    ),
    swapCosine: meanCosine(own!, next!),
    deletion: deletionCurve(tf, bench, (image) => mostRelevant(rowOf(maps!, image))),
  };
}

const rowOf = (values: Float32Array, row: number) => values.subarray(row * pixels, (row + 1) * pixels);

function conservation(maps: Float32Array, scores: Float32Array): Pick<Measured, 'kept' | 'defect'> {
  const sums = Array.from(scores, (_, i) => rowOf(maps, i).reduce((sum, value) => sum + value, 0));
  const total = (values: ArrayLike<number>) => Array.from(values).reduce((sum, value) => sum + value, 0);
  return {
    kept: total(sums) / total(scores),
    defect: Math.max(...sums.map((sum, i) => Math.abs(sum - scores[i]!) / Math.abs(scores[i]!))),
  };
}

/** Share of the positive relevance that lies inside. */
export function positiveShare(
  maps: ArrayLike<number>,
  inside: (index: number) => boolean,
  counts: (index: number) => boolean = () => true,
): number {
  let [part, whole] = [0, 0];
  for (let i = 0; i < maps.length; i++) {
    if (!(maps[i]! > 0) || !counts(i)) continue;
    whole += maps[i]!;
    if (inside(i)) part += maps[i]!;
  }
  return whole > 0 ? part / whole : 0;
}

export function cosine(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! ** 2;
    bb += b[i]! ** 2;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : 0;
}

function meanCosine(a: Float32Array, b: Float32Array): number {
  const count = a.length / pixels;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += cosine(rowOf(a, i), rowOf(b, i));
  return sum / count;
}

function mostRelevant(map: Float32Array): ArrayLike<number> {
  return Array.from(map.keys()).sort((p, q) => map[q]! - map[p]!);
}

/** The same in an order drawn by lot: what any explanation has to beat. */
export function randomDeletion(tf: Tf, random: Random, bench: Bench): number[] {
  return deletionCurve(tf, bench, () => random.shuffle(pixels));
}

/** Mean score of the own class after 0, 1, … pixels of each image were set to 0, in the order given. */
function deletionCurve(tf: Tf, bench: Bench, orderOf: (image: number) => ArrayLike<number>): number[] {
  const { layers, images, labels } = bench;
  const remaining = images.slice();
  const orders = Array.from(labels, (_, i) => orderOf(i));
  return Array.from({ length: deletions + 1 }, (_, step) => {
    if (step > 0) orders.forEach((order, i) => (remaining[i * pixels + order[step - 1]!] = 0));
    return tf.tidy(() => {
      const logits = forward(tf, layers, tf.tensor2d(remaining, [labels.length, pixels])).at(-1)!;
      return tf.div(tf.sum(tf.mul(logits, oneHotOf(tf, labels))), labels.length).dataSync()[0]!;
    });
  });
}
