/** Searches for the shortest change that flips a label. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import type { DigitClassifier } from '../models/digit-classifier';
import { lengths, scaled, tiny } from './l2';

/** What a search for the shortest change has found so far. */
export interface Shortest {
  /** Length for each image; infinite where none was found. */
  readonly length: Float32Array;
  /** The images as changed by it; the originals where none was found. */
  readonly images: Tensor2D;
}

/** Keeps, row by row, what is adversarial and shorter than what was found before. Uses up `found.images`. */
export function shorter(
  tf: Tf,
  found: Shortest,
  x: Tensor2D,
  at: Tensor2D,
  isAdversarial: ArrayLike<number>,
): Shortest {
  const now = tf.tidy(() => lengths(tf, tf.sub(at, x)).dataSync());
  const length = found.length.map((best, i) => (isAdversarial[i] && now[i]! < best ? now[i]! : best));
  const replaced = Float32Array.from(length, (value, i) => (value < found.length[i]! ? 1 : 0));
  const images = tf.tidy(() => {
    const mask = tf.tensor2d(replaced, [replaced.length, 1]);
    return tf.add(tf.mul(at, mask), tf.mul(found.images, tf.sub(1, mask))) as Tensor2D;
  });
  found.images.dispose();
  return { length, images };
}

export const nothingFound = (tf: Tf, x: Tensor2D): Shortest => ({
  length: new Float32Array(x.shape[0]).fill(Infinity),
  images: tf.clone(x),
});

/** 1 for each row whose best logit is not that of its class. */
function wrong(tf: Tf, classifier: DigitClassifier, at: Tensor2D, oneHot: Tensor2D): Uint8Array {
  return tf.tidy(
    () => tf.notEqual(tf.argMax(classifier.logits(at), 1), tf.argMax(oneHot, 1)).dataSync() as Uint8Array,
  );
}

/**
 * The change of each row that reaches the nearest boundary, if logits were straight: along w_k = grad f_k - grad f_y
 * to the class k with the least |f_k - f_y| / ||w_k|| (Moosavi-Dezfooli et al. 2016). `oneHot` are the classes to leave.
 */
export function nearestBoundary(
  tf: Tf,
  classifier: DigitClassifier,
  at: Tensor2D,
  oneHot: Tensor2D,
): { readonly distance: Tensor2D; readonly change: Tensor2D } {
  return tf.tidy(() => {
    const logits = classifier.logits(at);
    const own = tf.sum(tf.mul(logits, oneHot), 1, true);
    const gradients = classifier.logitGradients(at);
    const ownGradient = tf.addN(gradients.map((gradient, k) => tf.mul(gradient, column(tf, oneHot, k))));
    let distance: Tensor2D = tf.fill([at.shape[0], 1], 1e9);
    let change: Tensor2D = tf.zerosLike(at);
    gradients.forEach((gradient, k) => {
      const w: Tensor2D = tf.sub(gradient, ownGradient);
      // A little more than the gap, so that a tie moves too.
      const gap = tf.add(tf.abs(tf.sub(column(tf, logits, k), own)), 1e-4);
      const reach: Tensor2D = tf.add(
        tf.div(gap, tf.add(lengths(tf, w), tiny)),
        tf.mul(column(tf, oneHot, k), 1e9),
      );
      const isNearer = tf.cast(tf.less(reach, distance), 'float32');
      const isNot = tf.sub(1, isNearer);
      change = tf.add(tf.mul(isNearer, scaled(tf, w, reach)), tf.mul(isNot, change));
      distance = tf.minimum(reach, distance);
    });
    return { distance, change };
  });
}

function column(tf: Tf, rows: Tensor2D, k: number): Tensor2D {
  return tf.slice(rows, [0, k], [-1, 1]);
}

/**
 * DeepFool: jumps to the nearest boundary of the straightened logits until every label has changed. Rows that are done
 * rest. `onStep` sees every iterate.
 */
export async function deepFool(
  tf: Tf,
  classifier: DigitClassifier,
  x: Tensor2D,
  oneHot: Tensor2D,
  { overshoot, steps }: { readonly overshoot: number; readonly steps: number },
  onStep: (step: number) => Promise<void> | void,
): Promise<Shortest & { readonly steps: number }> {
  let sum: Tensor2D = tf.zerosLike(x);
  let at = tf.clone(x);
  let isDone = wrong(tf, classifier, at, oneHot);
  let taken = 0;
  while (taken < steps && isDone.includes(0)) {
    const next = tf.tidy(() => {
      const active = tf.tensor2d(
        Float32Array.from(isDone, (done) => 1 - done),
        [isDone.length, 1],
      );
      const grown: Tensor2D = tf.add(sum, tf.mul(active, nearestBoundary(tf, classifier, at, oneHot).change));
      const jumped: Tensor2D = tf.add(x, tf.mul(grown, 1 + overshoot));
      return { sum: grown, at: tf.clipByValue(jumped, 0, 1) };
    });
    tf.dispose([sum, at]);
    ({ sum, at } = next);
    isDone = wrong(tf, classifier, at, oneHot);
    taken += 1;
    await onStep(taken);
  }
  sum.dispose();
  return { ...shorter(tf, nothingFound(tf, x), x, at, isDone), steps: taken };
}

/**
 * DDN: direction from the gradient, length apart from it: it shrinks by gamma while the image is adversarial and grows
 * by gamma while it is not (Rony et al. 2019). `onStep` sees how far it is.
 */
export async function ddn(
  tf: Tf,
  classifier: DigitClassifier,
  x: Tensor2D,
  oneHot: Tensor2D,
  { gamma, steps }: { readonly gamma: number; readonly steps: number },
  onStep: (step: number) => Promise<void> | void,
): Promise<Shortest> {
  let found = nothingFound(tf, x);
  let change: Tensor2D = tf.zerosLike(x);
  const radius = new Float32Array(x.shape[0]).fill(1);
  for (let k = 0; k < steps; k++) {
    const alpha = 0.01 + 0.5 * 0.99 * (1 + Math.cos((Math.PI * k) / steps));
    const at: Tensor2D = tf.add(x, change);
    const isAdversarial = wrong(tf, classifier, at, oneHot);
    found = shorter(tf, found, x, at, isAdversarial);
    radius.forEach((e, i) => (radius[i] = e * (isAdversarial[i] ? 1 - gamma : 1 + gamma)));
    const next = tf.tidy(() => {
      const moved: Tensor2D = tf.add(change, scaled(tf, classifier.inputGradient(at, oneHot), alpha));
      const sized = scaled(tf, moved, tf.tensor2d(radius, [radius.length, 1]));
      return tf.sub(tf.clipByValue(tf.add(x, sized), 0, 1), x) as Tensor2D;
    });
    tf.dispose([at, change]);
    change = next;
    await onStep(k + 1);
  }
  change.dispose();
  return found;
}
