import type { Rank, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';

/** inputs x outputs, and one bias an output. */
export interface DenseLayer {
  readonly weights: Variable<Rank.R2>;
  readonly biases: Variable<Rank.R1>;
}

/** A fully connected network with one activation between its layers. */
export interface Mlp {
  readonly layers: readonly DenseLayer[];
  readonly variables: readonly Variable[];
  logits(x: Tensor2D): Tensor2D;
}

const activations = {
  relu: (tf: Tf, x: Tensor2D): Tensor2D => tf.relu(x),
  tanh: (tf: Tf, x: Tensor2D): Tensor2D => tf.tanh(x),
  /** x·σ(x), the smooth relative of ReLU. */
  silu: (tf: Tf, x: Tensor2D): Tensor2D => tf.mul(x, tf.sigmoid(x)),
};
export type Activation = keyof typeof activations;

/** Deviation of a first weight times the root of the inputs: He et al. 2015 for ReLU, LeCun et al. 1998 for tanh. */
const usualGain: Readonly<Record<Activation, number>> = { relu: Math.SQRT2, tanh: 1, silu: Math.SQRT2 };

export interface MlpOptions {
  readonly activation?: Activation;
  /** Deviation of each layer's first weights, times the root of its inputs. */
  readonly gains?: readonly number[];
}

/**
 * Weights normal with deviation gain / √inputs, drawn layer by layer in row order; biases zero.
 * @param sizes of the input, each hidden layer and the output
 */
export function createMlp(
  tf: Tf,
  random: Random,
  sizes: readonly number[],
  { activation = 'relu', gains }: MlpOptions = {},
): Mlp {
  const layers = sizes.slice(1).map((outputs, i): DenseLayer => {
    const inputs = sizes[i]!;
    const scale = (gains?.[i] ?? usualGain[activation]) / Math.sqrt(inputs);
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
        return i < layers.length - 1 ? activations[activation](tf, sum) : sum;
      }, x),
  };
}
