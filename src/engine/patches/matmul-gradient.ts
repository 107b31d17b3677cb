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
  tf.registerGradient({
    kernelName: tf.BatchMatMul,
    inputsToSave: ['a', 'b'],
    gradFunc(dy, saved, attrs) {
      const [a, b] = saved as [Tensor, Tensor];
      const d = dy as Tensor;
      const { transposeA, transposeB } = attrs as { transposeA: boolean; transposeB: boolean };
      return {
        a: () => (transposeA ? product(b, d, transposeB, true) : product(d, b, false, !transposeB)),
        b: () => (transposeB ? product(d, a, true, transposeA) : product(a, d, !transposeA, false)),
      };
    },
  });
}
