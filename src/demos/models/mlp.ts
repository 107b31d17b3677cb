/**
 * A fully connected network as one operation whose gradient is written out: with tensors of this size the time goes into
 * the number of kernels, and recording takes twice as many. It can be differentiated once.
 */
import type { Rank, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
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

/** `slope` is the derivative at x, of which `y` is the activation. */
const activations = {
  relu: {
    of: (tf: Tf, x: Tensor2D): Tensor2D => tf.relu(x),
    slope: (tf: Tf, _x: Tensor2D, y: Tensor2D): Tensor2D => tf.step(y),
  },
  tanh: {
    of: (tf: Tf, x: Tensor2D): Tensor2D => tf.tanh(x),
    slope: (tf: Tf, _x: Tensor2D, y: Tensor2D): Tensor2D => tf.sub(1, tf.square(y)),
  },
  /** x·σ(x), the smooth relative of ReLU. */
  silu: {
    of: (tf: Tf, x: Tensor2D): Tensor2D => tf.mul(x, tf.sigmoid(x)),
    slope: (tf: Tf, x: Tensor2D, y: Tensor2D): Tensor2D => {
      const s = tf.sigmoid(x);
      return tf.add(s, tf.mul(y, tf.sub(1, s)));
    },
  },
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
    logits: (x) => applyLayers(tf, layers, activation, x),
  };
}

function applyLayers(tf: Tf, layers: readonly DenseLayer[], activation: Activation, x: Tensor2D): Tensor2D {
  const { of, slope } = activations[activation];
  const operation = tf.customGrad((...given) => {
    const save = given.at(-1) as unknown as (tensors: Tensor[]) => void;
    const inputs: Tensor2D[] = [];
    const sums: Tensor2D[] = [];
    for (const { weights, biases } of layers) {
      inputs.push(sums.length > 0 ? of(tf, sums.at(-1)!) : x);
      sums.push(tf.add(tf.matMul(inputs.at(-1)!, weights), biases));
    }
    save([...inputs, ...sums]);
    return {
      value: sums.at(-1)!,
      gradFunc: (dy: Tensor, saved: Tensor[]): Tensor[] => {
        const [y, u] = [saved.slice(0, layers.length), saved.slice(layers.length)] as Tensor2D[][];
        const gradients: Tensor[] = [];
        let d = dy as Tensor2D;
        for (let i = layers.length - 1; i >= 0; i--) {
          gradients.unshift(tf.matMul(tf.transpose(y![i]!), d), tf.sum(d, 0));
          d = tf.matMul(d, tf.transpose(layers[i]!.weights));
          if (i > 0) d = tf.mul(d, slope(tf, u![i - 1]!, y![i]!));
        }
        return [d, ...gradients];
      },
    };
  });
  return operation(x, ...layers.flatMap(({ weights, biases }) => [weights, biases])) as Tensor2D;
}
