/**
 * Adam (Kingma and Ba 2014) whose moments are plain numbers. `tf.train.adam` runs fourteen kernels for each variable and
 * step, which is most of the work where variables are small; here a gradient is read and a value is written.
 */
import type { Scalar, Tensor, Variable } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';

const [decayOfMean, decayOfSquare] = [0.9, 0.999];
/** Keeps the quotient finite; as in TensorFlow.js. */
const epsilon = 1e-7;

export interface Adam {
  /** Takes one step along gradients, one for each variable; where there is none, variable and moments stay. */
  descend(gradients: readonly (Tensor | undefined)[], learningRate: number): void;
  /** Takes one step down the gradient of a loss. @returns the loss before it */
  minimize(loss: () => Scalar, learningRate: number): number;
}

export function createAdam(tf: Tf, variables: readonly Variable[]): Adam {
  const states = variables.map((variable) => {
    const values = variable.dataSync<'float32'>().slice();
    return { variable, values, mean: values.map(() => 0), square: values.map(() => 0) };
  });
  let step = 0;

  function descend(gradients: readonly (Tensor | undefined)[], learningRate: number): void {
    step++;
    const rate = learningRate / (1 - decayOfMean ** step);
    const unbias = 1 / (1 - decayOfSquare ** step);
    states.forEach(({ variable, values, mean, square }, place) => {
      const gradient = gradients[place]?.dataSync<'float32'>();
      if (!gradient) return;
      for (let i = 0; i < values.length; i++) {
        const g = gradient[i]!;
        const m = (mean[i] = decayOfMean * mean[i]! + (1 - decayOfMean) * g);
        const v = (square[i] = decayOfSquare * square[i]! + (1 - decayOfSquare) * g * g);
        values[i]! -= (rate * m) / (Math.sqrt(v * unbias) + epsilon);
      }
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
