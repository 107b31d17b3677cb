import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';

/** Standard normal numbers, drawn row by row. */
export function normals(tf: Tf, random: Random, shape: [number, number]): Tensor2D {
  return tf.tensor2d(
    Float32Array.from({ length: shape[0] * shape[1] }, () => random.normal()),
    shape,
  );
}

/** What stacks of random weights draw. */
export type Draws = Pick<Random, 'normal' | 'integer'>;

/**
 * Generators that all give the numbers of one, which is asked for each number once. Each must be asked for the same
 * kinds of numbers in the same order, as far as it is asked.
 */
export function sameDraws(random: Draws): () => Draws {
  const drawn: number[] = [];
  return () => {
    let next = 0;
    const number = (draw: () => number): number => {
      if (next === drawn.length) drawn.push(draw());
      return drawn[next++]!;
    };
    return { normal: () => number(random.normal), integer: (n) => number(() => random.integer(n)) };
  };
}
