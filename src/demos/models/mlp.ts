import type { Rank, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';

/** inputs x outputs, and one bias an output. */
export interface DenseLayer {
  readonly weights: Variable<Rank.R2>;
  readonly biases: Variable<Rank.R1>;
}

/** Between the layers; it decides how wide the weights start. */
export type Activation = 'relu' | 'tanh';

/** Variance of a starting weight times the number of inputs: He et al. 2015 for ReLU, LeCun et al. 1998 for tanh. */
const gains: Readonly<Record<Activation, number>> = { relu: 2, tanh: 1 };

/** A fully connected network with one activation between its layers. */
export interface Mlp {
  readonly layers: readonly DenseLayer[];
  readonly variables: readonly Variable[];
  logits(x: Tensor2D): Tensor2D;
}

/**
 * Weights normal with variance gain / inputs, drawn layer by layer in row order; biases zero.
 * @param sizes of the input, each hidden layer and the output
 */
export function createMlp(
  tf: Tf,
  random: Random,
  sizes: readonly number[],
  activation: Activation = 'relu',
): Mlp {
  const layers = sizes.slice(1).map((outputs, i): DenseLayer => {
    const inputs = sizes[i]!;
    const scale = Math.sqrt(gains[activation] / inputs);
    const weights = Float32Array.from({ length: inputs * outputs }, () => scale * random.normal());
    return {
      weights: tf.variable(tf.tensor2d(weights, [inputs, outputs])),
      biases: tf.variable(tf.zeros<Rank.R1>([outputs])),
    };
  });
  return {
    layers,
    variables: layers.flatMap(({ weights, biases }) => [weights, biases]),
    logits: (x) =>
      layers.reduce((input, { weights, biases }, i) => {
        const sum: Tensor2D = tf.add(tf.matMul(input, weights), biases);
        return i < layers.length - 1 ? tf[activation](sum) : sum;
      }, x),
  };
}
