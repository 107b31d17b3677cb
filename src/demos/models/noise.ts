import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';

/** Standard normal numbers, drawn row by row. */
export function normals(tf: Tf, random: Random, shape: [number, number]): Tensor2D {
  return tf.tensor2d(
    Float32Array.from({ length: shape[0] * shape[1] }, () => random.normal()),
    shape,
  );
}
