/**
 * Normalization of a matrix whose rows are examples and whose columns are features. The gradients are written out: a
 * third of the kernels that recording them takes. They can be differentiated once.
 */
import type { Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs-core';
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
  return scaled(tf, x, 1, eps, (given) => given);
}

/** Rows of length 1; zeros stay. */
export function unitRows(tf: Tf, rows: Tensor2D): Tensor2D {
  return tf.divNoNan(rows, tf.norm(rows, 'euclidean', 1, true));
}

const standardize = (tf: Tf, x: Tensor2D, axis: 0 | 1, eps: number): Tensor2D =>
  scaled(tf, x, axis, eps, (given) => tf.sub(given, tf.mean(given, axis, true)));

/** y = c / √(mean c² + eps) along an axis, where c is x, or what `centre`, a projection, leaves of it. */
function scaled(tf: Tf, x: Tensor2D, axis: 0 | 1, eps: number, centre: (x: Tensor2D) => Tensor2D): Tensor2D {
  const operation = tf.customGrad((...given) => {
    const save = given.at(-1) as unknown as (tensors: Tensor[]) => void;
    const centred = centre(x);
    const scale = tf.rsqrt(tf.add(tf.mean(tf.square(centred), axis, true), eps));
    const y: Tensor2D = tf.mul(centred, scale);
    save([y, scale]);
    return {
      value: y,
      gradFunc: (dy: Tensor, saved: Tensor[]): Tensor => {
        const [output, factor] = saved as [Tensor2D, Tensor2D];
        const along = tf.mean(tf.mul(dy, output), axis, true);
        return tf.mul(tf.sub(centre(dy as Tensor2D), tf.mul(output, along)), factor);
      },
    };
  });
  return operation(x) as Tensor2D;
}
