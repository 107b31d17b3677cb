/** What an attack did to a set of images. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import type { Victim } from '../models/digit-training';

/** Share of the images that the classifier still gets right. */
export function accuracyOn(tf: Tf, { classifier, digits }: Victim, images: Tensor2D): number {
  const predicted = tf.tidy(() => tf.argMax(classifier.logits(images), 1).dataSync());
  let right = 0;
  for (let i = 0; i < predicted.length; i++) if (predicted[i] === digits.labels[i]) right++;
  return right / predicted.length;
}

export interface ChangeSize {
  /** Largest change of any pixel of any image. */
  readonly largest: number;
  /** Mean over the images of the Euclidean length of the change. */
  readonly meanLength: number;
}

export function changeSize(tf: Tf, from: Tensor2D, to: Tensor2D): ChangeSize {
  return tf.tidy(() => {
    const change = tf.sub(to, from);
    const length = tf.sqrt(tf.sum(tf.square(change), 1));
    return {
      largest: tf.max(tf.abs(change)).dataSync()[0]!,
      meanLength: tf.mean(length).dataSync()[0]!,
    };
  });
}

/** Share of the rows in which every entry is zero. */
export function zeroRows(tf: Tf, rows: Tensor2D): number {
  return tf.tidy(() => {
    const isZero = tf.equal(tf.max(tf.abs(rows), 1), 0);
    return tf.mean(tf.cast(isZero, 'float32')).dataSync()[0]!;
  });
}

/** One image of a set, and what the classifier makes of it. */
export interface Portrait {
  readonly pixels: Float32Array;
  /** Softmax, one a class. */
  readonly probabilities: Float32Array;
  readonly predicted: number;
}

export function portrait(tf: Tf, { classifier }: Victim, images: Tensor2D, index: number): Portrait {
  return tf.tidy(() => {
    const image = tf.slice(images, [index, 0], [1, -1]);
    const probabilities = tf.softmax(classifier.logits(image)).dataSync<'float32'>().slice();
    const predicted = probabilities.indexOf(Math.max(...probabilities));
    return { pixels: image.dataSync<'float32'>().slice(), probabilities, predicted };
  });
}
