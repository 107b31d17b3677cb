import type { Rank, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';

/** inputs x outputs, and one bias an output. */
export interface DenseLayer {
  readonly weights: Variable<Rank.R2>;
  readonly biases: Variable<Rank.R1>;
}

/** A fully connected network; between its layers stands ReLU, if nothing else is asked for. */
export interface Mlp {
  readonly layers: readonly DenseLayer[];
  readonly variables: readonly Variable[];
  logits(x: Tensor2D): Tensor2D;
}

/** x·σ(x), the smooth relative of ReLU. */
export const silu = (tf: Tf, x: Tensor2D): Tensor2D => tf.mul(x, tf.sigmoid(x));

export interface MlpOptions {
  readonly activation?: (tf: Tf, x: Tensor2D) => Tensor2D;
  /** Deviation of each layer's first weights, times the root of its inputs. */
  readonly gains?: readonly number[];
}

/**
 * Weights normal with deviation gain / √inputs, drawn layer by layer in row order; biases zero. The gain is √2 if none is
 * given (He et al. 2015).
 * @param sizes of the input, each hidden layer and the output
 */
export function createMlp(
  tf: Tf,
  random: Random,
  sizes: readonly number[],
  { activation = (_, x) => tf.relu(x), gains }: MlpOptions = {},
): Mlp {
  const layers = sizes.slice(1).map((outputs, i): DenseLayer => {
    const inputs = sizes[i]!;
    const scale = gains ? gains[i]! / Math.sqrt(inputs) : Math.sqrt(2 / inputs);
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
        return i < layers.length - 1 ? activation(tf, sum) : sum;
      }, x),
  };
}
