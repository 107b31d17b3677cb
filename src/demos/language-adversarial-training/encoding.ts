/** What a network makes of all points: where they lie, and what is decided of them there. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Grid } from '../contract/frame';
import type { Tf } from '../contract/demo';
import { features, perLanguage, type Corpus } from './languages';
import { width, type Network } from './training';

const cells = { columns: 40, rows: 30 };

export interface Encoding {
  /** Row by row, `width` numbers each, in the order of the corpus. */
  readonly points: Float32Array;
  /** Class that the head decides on, over the plane around the points. */
  readonly decisions: Grid;
  /** Shares of right answers of the head, and of the discriminator on all languages. */
  readonly source: number;
  readonly target: number;
  readonly discriminator: number;
}

export function encode(tf: Tf, { encoder, head, discriminator }: Network, corpus: Corpus): Encoding {
  const encoded = tf.tidy(() =>
    encoder.logits(tf.tensor2d(corpus.inputs, [corpus.classOf.length, features])),
  );
  const points = encoded.dataSync<'float32'>().slice();
  const best = (logits: Tensor2D) => tf.argMax(logits, 1).dataSync<'int32'>();
  const decide = (at: Float32Array) =>
    tf.tidy(() => best(head.logits(tf.tensor2d(at, [at.length / width, width]))));
  const [labels, guesses] = tf.tidy(() => [decide(points), best(discriminator.logits(encoded))] as const);
  encoded.dispose();
  const right = (from: number, to: number) =>
    share(labels.subarray(from, to), corpus.classOf.subarray(from, to));
  return {
    points,
    decisions: decisionsAround(points, decide),
    source: right(0, perLanguage),
    target: right(perLanguage, labels.length),
    discriminator: share(guesses, corpus.languageOf),
  };
}

const share = (guesses: Int32Array, truth: Int32Array): number =>
  guesses.filter((guess, i) => guess === truth[i]).length / guesses.length;

function decisionsAround(points: Float32Array, decide: (at: Float32Array) => Int32Array): Grid {
  const { columns, rows } = cells;
  const [xMin, xMax] = limits(points, 0);
  const [yMin, yMax] = limits(points, 1);
  const centres = Float32Array.from({ length: 2 * columns * rows }, (_, i) => {
    const cell = i >> 1;
    return i % 2 === 0
      ? xMin + (((cell % columns) + 0.5) * (xMax - xMin)) / columns
      : yMin + ((Math.floor(cell / columns) + 0.5) * (yMax - yMin)) / rows;
  });
  return { ...cells, values: [...decide(centres)], xMin, xMax, yMin, yMax };
}

/** Of one coordinate, with some room around. */
function limits(points: Float32Array, axis: 0 | 1): [number, number] {
  const values = points.filter((_, i) => i % width === axis);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const room = 0.05 * (high - low) || 1;
  return [low - room, high + room];
}
