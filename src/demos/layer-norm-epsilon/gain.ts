/** How strongly the output of layer normalization reacts to its input, by TensorFlow.js's own gradient. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import { layerNorm } from '../models/normalize';

/** ∂y₀/∂x₀ of a token: at most (1 − 1/D)/√ε, which a constant token reaches. */
export function gainOf(tf: Tf, token: readonly number[], eps: number): number {
  return tf.tidy(() => {
    const first = (x: Tensor2D) => tf.sum(tf.slice(layerNorm(tf, x, eps), [0, 0], [1, 1]));
    const gradient = tf.grad(first as never)(tf.tensor2d([...token], [1, token.length]));
    return gradient.dataSync<'float32'>()[0]!;
  });
}
