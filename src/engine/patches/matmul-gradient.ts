/**
 * The gradient of a matrix product, two to three times quicker on the WASM backend. Its fast path (XNNPACK) takes one
 * matrix without transpose flags, and the stock gradient always sets flags, so the transposes are made explicit.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '../../demos/contract/demo';

export function registerMatMulGradient(tf: Tf): void {
  const transposed = (x: Tensor) => tf.transpose(x, x.rank === 2 ? [1, 0] : [0, 2, 1]);
  const product = (a: Tensor, b: Tensor, flipA: boolean, flipB: boolean): Tensor => {
    const oneMatrix = [a, b].every((x) => x.rank === 2 || x.shape[0] === 1);
    if (!oneMatrix) return tf.matMul(a, b, flipA, flipB);
    return tf.matMul(flipA ? transposed(a) : a, flipB ? transposed(b) : b);
  };
  /** A matrix that met a whole batch gets the sum of its gradients; the stock gradient fails there. */
  const overBatch = (gradient: Tensor, input: Tensor): Tensor =>
    gradient.rank === 3 && input.shape[0] === 1 ? tf.sum(gradient, 0, true) : gradient;
  tf.registerGradient({
    kernelName: tf.BatchMatMul,
    inputsToSave: ['a', 'b'],
    gradFunc(dy, saved, attrs) {
      const [a, b] = saved as [Tensor, Tensor];
      const d = dy as Tensor;
      const { transposeA, transposeB } = attrs as { transposeA: boolean; transposeB: boolean };
      const da = () => (transposeA ? product(b, d, transposeB, true) : product(d, b, false, !transposeB));
      const db = () => (transposeB ? product(d, a, true, transposeA) : product(a, d, !transposeA, false));
      return { a: () => overBatch(da(), a), b: () => overBatch(db(), b) };
    },
  });
}
