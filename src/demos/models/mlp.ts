import type { Rank, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';

/** inputs x outputs, and one bias an output. */
export interface DenseLayer {
  readonly weights: Variable<Rank.R2>;
  readonly biases: Variable<Rank.R1>;
}

/** A fully connected network with ReLU between its layers. */
export interface Mlp {
  readonly layers: readonly DenseLayer[];
  readonly variables: readonly Variable[];
  logits(x: Tensor2D): Tensor2D;
}

/**
 * He initialisation (He et al. 2015): weights normal with variance 2 / inputs, drawn layer by layer in row order; biases
 * zero.
 * @param sizes of the input, each hidden layer and the output
 */
export function createMlp(tf: Tf, random: Random, sizes: readonly number[]): Mlp {
  const layers = sizes.slice(1).map((outputs, i): DenseLayer => {
    const inputs = sizes[i]!;
    const scale = Math.sqrt(2 / inputs);
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
        return i < layers.length - 1 ? tf.relu(sum) : sum;
      }, x),
  };
}
