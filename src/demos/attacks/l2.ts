/** Attacks that limit or shorten the Euclidean length of the change. Images are rows, pixels lie in [0, 1]. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';

/** Keeps divisions by a length finite where a row is zero. */
export const tiny = 1e-12;

/** Length of each row, as a column. */
export function lengths(tf: Tf, rows: Tensor2D): Tensor2D {
  return tf.tidy(() => tf.sqrt(tf.sum(tf.square(rows), 1, true)) as Tensor2D);
}

/** Each row stretched to the length `to`. */
export function scaled(tf: Tf, rows: Tensor2D, to: Tensor2D | number): Tensor2D {
  return tf.tidy(() => tf.mul(rows, tf.div(to, tf.add(lengths(tf, rows), tiny))));
}

/** A direction at random for each image, as long as `eps`, cut off at the box. */
export function randomDirections(tf: Tf, random: Random, x: Tensor2D, eps: number): Tensor2D {
  return tf.tidy(() => {
    const normals = Float32Array.from({ length: x.size }, () => random.normal());
    return tf.clipByValue(tf.add(x, scaled(tf, tf.tensor2d(normals, x.shape), eps)), 0, 1);
  });
}

/**
 * One step of length `alpha` along the gradient, then back into the ball around `x` and into the box. From `x` with
 * alpha = eps it is the fast gradient method; repeated, it is projected gradient descent.
 */
export function l2Step(
  tf: Tf,
  x: Tensor2D,
  at: Tensor2D,
  gradient: Tensor2D,
  alpha: number,
  eps: number,
): Tensor2D {
  return tf.tidy(() => {
    const change: Tensor2D = tf.add(tf.sub(at, x), scaled(tf, gradient, alpha));
    const shrink = tf.minimum(1, tf.div(eps, tf.add(lengths(tf, change), tiny)));
    return tf.clipByValue(tf.add(x, tf.mul(change, shrink)), 0, 1);
  });
}
