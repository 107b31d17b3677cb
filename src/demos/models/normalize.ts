/** Normalization of a matrix whose rows are examples and whose columns are features, from plain tensor operations. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';

/**
 * Layer normalization (Ba, Kiros, Hinton 2016): each row to mean 0 and variance σ²/(σ² + eps), then γ and β by column.
 * The variance is the biased one, divided by the number of columns.
 */
export function layerNorm(tf: Tf, x: Tensor2D, eps: number, gain?: Tensor1D, bias?: Tensor1D): Tensor2D {
  const normalized = standardize(tf, x, 1, eps);
  const scaled: Tensor2D = gain ? tf.mul(normalized, gain) : normalized;
  return bias ? tf.add(scaled, bias) : scaled;
}

/** Batch normalization as in training (Ioffe, Szegedy 2015): each column to mean 0 and variance σ²/(σ² + eps). */
export function batchNorm(tf: Tf, x: Tensor2D, eps: number): Tensor2D {
  return standardize(tf, x, 0, eps);
}

/** RMSNorm (Zhang, Sennrich 2019): each row divided by √(mean square + eps); the mean stays. */
export function rmsNorm(tf: Tf, x: Tensor2D, eps: number): Tensor2D {
  return tf.mul(x, tf.rsqrt(tf.add(tf.mean(tf.square(x), 1, true), eps)));
}

/** Rows of length 1; zeros stay. */
export function unitRows(tf: Tf, rows: Tensor2D): Tensor2D {
  return tf.divNoNan(rows, tf.norm(rows, 'euclidean', 1, true));
}

function standardize(tf: Tf, x: Tensor2D, axis: 0 | 1, eps: number): Tensor2D {
  const centred: Tensor2D = tf.sub(x, tf.mean(x, axis, true));
  const variance = tf.mean(tf.square(centred), axis, true);
  return tf.mul(centred, tf.rsqrt(tf.add(variance, eps)));
}
