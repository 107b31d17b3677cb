/**
 * Adam for variables of the engine. `tf.train.adam` runs fourteen kernels for each variable and step, which is most of
 * the work where variables are small; here a gradient is read and a value is written.
 */
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import { adam } from './adam';

export interface VariableAdam {
  /** Takes one step along gradients, one for each variable; where there is none, variable and moments stay. */
  descend(gradients: readonly (Tensor | undefined)[], learningRate: number): void;
  /** Takes one step down the gradient of a loss. @returns the loss before it */
  minimize(loss: () => Scalar, learningRate: number): number;
}

/** @param secondDecay of the mean of squares, β₂ */
export function variableAdam(tf: Tf, variables: readonly Variable[], secondDecay?: number): VariableAdam {
  const states = variables.map((variable) => {
    const values = variable.dataSync<'float32'>().slice();
    return { variable, values, optimize: adam(values.length, secondDecay) };
  });

  function descend(gradients: readonly (Tensor | undefined)[], learningRate: number): void {
    states.forEach(({ variable, values, optimize }, place) => {
      const gradient = gradients[place]?.dataSync<'float32'>();
      if (!gradient) return;
      optimize(values, gradient, learningRate);
      variable.assign(tf.tensor(values.slice(), variable.shape));
    });
  }

  return {
    descend: (gradients, learningRate) => tf.tidy(() => descend(gradients, learningRate)),
    minimize: (loss, learningRate) =>
      tf.tidy(() => {
        const { value, grads } = tf.variableGrads(loss, [...variables]);
        descend(
          variables.map(({ name }) => grads[name]),
          learningRate,
        );
        return value.dataSync<'float32'>()[0]!;
      }),
  };
}
