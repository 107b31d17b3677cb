/**
 * Gradients that TensorFlow.js lacks and that second derivatives meet: comparisons inside the gradients of max, min,
 * relu and huber (their derivative is zero almost everywhere), and the kernel that is the gradient of elu.
 */
import type { Tensor } from '@tensorflow/tfjs-core';
import type { Tf } from '../../demos/contract/demo';

export function registerMissingGradients(tf: Tf): void {
  const comparisons = [tf.Equal, tf.NotEqual, tf.Greater, tf.GreaterEqual, tf.Less, tf.LessEqual];
  for (const kernelName of comparisons) {
    tf.registerGradient({
      kernelName,
      inputsToSave: ['a', 'b'],
      gradFunc: (_dy, [a, b]) => ({ a: () => tf.zeros(a!.shape), b: () => tf.zeros(b!.shape) }),
    });
  }
  // EluGrad(dy, y) = dy where y >= 0, else dy · (y + 1), with y = elu(x).
  tf.registerGradient({
    kernelName: tf.EluGrad,
    inputsToSave: ['dy', 'y'],
    gradFunc(d, saved) {
      const [dy, y] = saved as [Tensor, Tensor];
      const upstream = d as Tensor;
      return {
        dy: () => tf.where(tf.greaterEqual(y, 0), upstream, tf.mul(upstream, tf.add(y, 1))),
        y: () => tf.where(tf.greaterEqual(y, 0), tf.zerosLike(y), tf.mul(upstream, dy)),
      };
    },
  });
}
