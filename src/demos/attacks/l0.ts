/** Attacks that change few pixels, each to black or white. Images are rows, pixels lie in [0, 1]. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { bestWrong, type DigitClassifier } from '../models/digit-classifier';

/** Which values a pixel may take. */
export type Allowed = 'both' | 'brighten' | 'darken';

/** One changed pixel. */
export interface Change {
  readonly pixel: number;
  readonly to: 0 | 1;
  /** The true logit minus the best wrong one after it; below zero the image is read wrongly. */
  readonly margin: number;
}

/**
 * The changes of one image in their order; the attack succeeds with the last one where `isFooled`. A block changes all
 * its pixels at once: each carries the margin that the whole block leaves.
 */
export interface Trail {
  readonly changes: readonly Change[];
  readonly isFooled: boolean;
}

export interface Search {
  /** Most pixels that may change. */
  readonly most: number;
  readonly allowed: Allowed;
}

/** It succeeds where the last change leaves a margin below zero. */
export function trailOf(changes: readonly Change[]): Trail {
  return { changes, isFooled: (changes.at(-1)?.margin ?? 0) < 0 };
}

/** Images to attack with their true classes, one a row. */
export interface Targets {
  readonly classifier: DigitClassifier;
  readonly images: Tensor2D;
  readonly oneHot: Tensor2D;
}

/** The true logit minus the best wrong one, for each row. */
export function margins(tf: Tf, classifier: DigitClassifier, x: Tensor2D, oneHot: Tensor2D): Float32Array {
  return tf.tidy(() => {
    const logits = classifier.logits(x);
    const lead = tf.sum(tf.mul(logits, tf.sub(oneHot, bestWrong(tf, logits, oneHot))), 1);
    return lead.dataSync<'float32'>().slice();
  });
}

/** The values in question, black before white. */
export const valuesOf = (allowed: Allowed): readonly (0 | 1)[] =>
  allowed === 'both' ? [0, 1] : allowed === 'brighten' ? [1] : [0];

/** Margins of one image with each pixel alone set to black, or to white: one pass for all of them. */
export function onePixelScan(
  tf: Tf,
  classifier: DigitClassifier,
  pixels: Float32Array,
  oneHot: Tensor2D,
  to: number,
): Float32Array {
  return tf.tidy(() => {
    const one: Tensor2D = tf.eye(pixels.length);
    const rows = tf.mul(tf.tensor2d(pixels, [1, pixels.length]), tf.sub(1, one));
    return margins(tf, classifier, tf.add(rows, tf.mul(one, to)), oneHot);
  });
}

/**
 * Exhaustive greedy search on one image: tries every pixel with every allowed value and keeps what leaves the smallest
 * margin, until the image is read wrongly or `most` pixels are changed. Its first step is an exact one-pixel attack.
 */
export function exhaustive(
  tf: Tf,
  classifier: DigitClassifier,
  image: Float32Array,
  oneHot: Tensor2D,
  { most, allowed }: Search,
): Trail {
  const pixels = image.slice();
  const changes: Change[] = [];
  const used = new Set<number>();
  while (changes.length < most && !((changes.at(-1)?.margin ?? 0) < 0)) {
    let best: Change | undefined;
    for (const to of valuesOf(allowed))
      onePixelScan(tf, classifier, pixels, oneHot, to).forEach((margin, pixel) => {
        if (!used.has(pixel) && margin < (best?.margin ?? Infinity)) best = { pixel, to, margin };
      });
    if (!best) break;
    changes.push(best);
    used.add(best.pixel);
    pixels[best.pixel] = best.to;
  }
  return trailOf(changes);
}

type Choice = Pick<Change, 'pixel' | 'to'>;

/**
 * Changes one pixel a step in every row that is still read correctly, as `choices` says for the images of that step.
 * `onStep` is awaited after each one.
 */
async function pixelByPixel(
  tf: Tf,
  { classifier, images, oneHot }: Targets,
  most: number,
  choices: (at: Tensor2D, step: number) => (row: number) => Choice | undefined,
  onStep: () => Promise<void> | void,
): Promise<Trail[]> {
  const [rows, size] = images.shape;
  const pixels = images.dataSync<'float32'>().slice();
  const trails = Array.from({ length: rows }, () => ({ changes: [] as Change[], isFooled: false }));
  for (let step = 0; step < most && trails.some(({ isFooled }) => !isFooled); step++) {
    const at = tf.tensor2d(pixels, [rows, size]);
    const choose = choices(at, step);
    const chosen = trails.map(({ isFooled }, row) => (isFooled ? undefined : choose(row)));
    at.dispose();
    chosen.forEach((choice, row) => choice && (pixels[row * size + choice.pixel] = choice.to));
    const left = tf.tidy(() => margins(tf, classifier, tf.tensor2d(pixels, [rows, size]), oneHot));
    trails.forEach((trail, row) => {
      const choice = chosen[row];
      if (!choice) return;
      trail.changes.push({ ...choice, margin: left[row]! });
      trail.isFooled = left[row]! < 0;
    });
    await onStep();
  }
  return trails;
}

/**
 * Gradient-guided greedy search: one gradient a step, then the pixel with the largest first-order gain
 * max(g (1 - x), -g x), where g is the gradient of the best wrong logit minus the true one.
 */
export function gradientGuided(
  tf: Tf,
  targets: Targets,
  { most, allowed }: Search,
  onStep: () => Promise<void> | void,
): Promise<Trail[]> {
  const { classifier, images, oneHot } = targets;
  const [rows, size] = images.shape;
  const used = Array.from({ length: rows }, () => new Set<number>());
  const choices = (at: Tensor2D) => {
    const x = at.dataSync<'float32'>();
    const g = tf.tidy(() => classifier.inputGradient(at, oneHot, 'margin').dataSync<'float32'>().slice());
    return (row: number) => {
      let best: (Choice & { readonly gain: number }) | undefined;
      for (let pixel = 0; pixel < size; pixel++) {
        if (used[row]!.has(pixel)) continue;
        for (const to of valuesOf(allowed)) {
          const gain = g[row * size + pixel]! * (to - x[row * size + pixel]!);
          if (gain > (best?.gain ?? -Infinity)) best = { pixel, to, gain };
        }
      }
      if (best) used[row]!.add(best.pixel);
      return best && { pixel: best.pixel, to: best.to };
    };
  };
  return pixelByPixel(tf, targets, most, choices, onStep);
}

/** Pixels at random, black or white at random: what chance does with the same budget. */
export function randomPixels(
  tf: Tf,
  random: Random,
  targets: Targets,
  { most, allowed }: Search,
  onStep: () => Promise<void> | void,
): Promise<Trail[]> {
  const [rows, size] = targets.images.shape;
  const orders = Array.from({ length: rows }, () => random.shuffle(size));
  const choices = (_: Tensor2D, step: number) => {
    const coins = Array.from({ length: rows }, () => (random.uniform() < 0.5 ? 1 : 0));
    return (row: number): Choice => {
      const to = allowed === 'both' ? coins[row]! : valuesOf(allowed)[0]!;
      return { pixel: orders[row]![step]!, to };
    };
  };
  return pixelByPixel(tf, targets, most, choices, onStep);
}

/** The one square of `side` by `side` pixels, all black or all white, that leaves the smallest margin. */
export function bestBlock(
  tf: Tf,
  classifier: DigitClassifier,
  image: Float32Array,
  oneHot: Tensor2D,
  { side, allowed }: { readonly side: number; readonly allowed: Allowed },
): Trail {
  const width = Math.round(Math.sqrt(image.length));
  const corners = Array.from(image.keys()).filter(
    (pixel) => (pixel % width) + side <= width && pixel + (side - 1) * width < image.length,
  );
  const inBlock = (corner: number) =>
    Array.from({ length: side * side }, (_, i) => corner + Math.floor(i / side) * width + (i % side));
  let best: { readonly corner: number; readonly to: 0 | 1; readonly margin: number } | undefined;
  for (const to of valuesOf(allowed)) {
    const rows = new Float32Array(corners.length * image.length);
    corners.forEach((corner, row) => {
      rows.set(image, row * image.length);
      for (const pixel of inBlock(corner)) rows[row * image.length + pixel] = to;
    });
    const left = tf.tidy(() =>
      margins(tf, classifier, tf.tensor2d(rows, [corners.length, image.length]), oneHot),
    );
    left.forEach((margin, row) => {
      if (margin < (best?.margin ?? Infinity)) best = { corner: corners[row]!, to, margin };
    });
  }
  const { corner, to, margin } = best!;
  return trailOf(inBlock(corner).map((pixel) => ({ pixel, to, margin })));
}
