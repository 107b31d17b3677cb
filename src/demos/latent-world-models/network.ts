/**
 * A network of two layers, applied once or again and again to its own output. Each is one operation whose gradient is
 * written out: with tensors of this size the time goes into the number of kernels, and recording takes twice as many.
 * Both can be differentiated once.
 */
import type { Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';

const hidden = 32;

export interface Network {
  readonly w1: Variable;
  readonly b1: Variable;
  readonly w2: Variable;
  readonly b2: Variable;
}

/** Weights normal with deviation 1 / √inputs, those of the last layer times `lastScale`; biases zero. */
export function createNetwork(
  tf: Tf,
  random: Random,
  inputs: number,
  outputs: number,
  lastScale = 1,
): Network {
  const weights = (rows: number, columns: number, scale: number): Variable => {
    const values = Float32Array.from(
      { length: rows * columns },
      () => (scale * random.normal()) / Math.sqrt(rows),
    );
    return tf.variable(tf.tensor(values, [rows, columns]));
  };
  const w1 = weights(inputs, hidden, 1);
  const w2 = weights(hidden, outputs, lastScale);
  return { w1, b1: tf.variable(tf.zeros([hidden])), w2, b2: tf.variable(tf.zeros([outputs])) };
}

type Save = (tensors: Tensor[]) => void;
const saveOf = (inputs: readonly unknown[]): Save => inputs.at(-1) as Save;

function layersOf(tf: Tf, { w1, b1, w2, b2 }: Network) {
  const dense = (x: Tensor2D, weights: Tensor, biases: Tensor): Tensor2D =>
    tf.add(tf.matMul(x, weights as Tensor2D), biases);
  const back = (d: Tensor2D, weights: Tensor): Tensor2D => tf.matMul(d, tf.transpose(weights as Tensor2D));
  return {
    hiddenOf: (x: Tensor2D): Tensor2D => tf.tanh(dense(x, w1, b1)),
    outputOf: (h: Tensor2D): Tensor2D => dense(h, w2, b2),
    /** From the gradient of the output to that of the sums in front of the tanh. */
    toHidden: (d2: Tensor2D, h: Tensor2D): Tensor2D => tf.mul(back(d2, w2), tf.sub(1, tf.square(h))),
    toInput: (d1: Tensor2D): Tensor2D => back(d1, w1),
    /** Gradients of w1, b1, w2, b2. */
    ofParameters: (x: Tensor2D, d1: Tensor2D, h: Tensor2D, d2: Tensor2D): Tensor[] => [
      tf.matMul(tf.transpose(x), d1),
      tf.sum(d1, 0) as Tensor1D,
      tf.matMul(tf.transpose(h), d2),
      tf.sum(d2, 0) as Tensor1D,
    ],
  };
}

/** tanh(x·w1 + b1)·w2 + b2, row by row. */
export function apply(tf: Tf, network: Network, x: Tensor2D): Tensor2D {
  const { hiddenOf, outputOf, toHidden, toInput, ofParameters } = layersOf(tf, network);
  const operation = tf.customGrad((...inputs) => {
    const h = hiddenOf(x);
    saveOf(inputs)([x, h]);
    return {
      value: outputOf(h),
      gradFunc: (dy: Tensor, saved: Tensor[]) => {
        const [input, h, d2] = [...saved, dy] as [Tensor2D, Tensor2D, Tensor2D];
        const d1 = toHidden(d2, h);
        return [toInput(d1), ...ofParameters(input, d1, h, d2)];
      },
    };
  });
  return operation(x, ...parametersOf(network)) as Tensor2D;
}

/**
 * States that follow each other: the network gets state and action, its output is added to the state. Backwards it is
 * backpropagation through time.
 * @param actions of each step, a column
 * @returns the states after each step, step after step
 */
export function rollOut(tf: Tf, network: Network, start: Tensor2D, actions: readonly Tensor2D[]): Tensor2D {
  const { hiddenOf, outputOf, toHidden, toInput, ofParameters } = layersOf(tf, network);
  const steps = actions.length;
  const operation = tf.customGrad((...given) => {
    const inputs: Tensor2D[] = [];
    const hiddens: Tensor2D[] = [];
    const states: Tensor2D[] = [];
    let state = start;
    for (const action of actions) {
      const input = tf.concat([state, action], 1);
      const h = hiddenOf(input);
      state = tf.add(state, outputOf(h));
      inputs.push(input);
      hiddens.push(h);
      states.push(state);
    }
    saveOf(given)([tf.concat(inputs), ...hiddens]);
    return {
      value: tf.concat(states),
      gradFunc: (dy: Tensor, [input, ...h]: Tensor[]) => {
        const parts = tf.split(dy as Tensor2D, steps);
        const d1s: Tensor2D[] = [];
        const d2s: Tensor2D[] = [];
        let carried: Tensor2D | undefined;
        for (let k = steps - 1; k >= 0; k--) {
          const part = parts[k] as Tensor2D;
          const d2: Tensor2D = carried ? tf.add(part, carried) : part;
          const d1 = toHidden(d2, h[k] as Tensor2D);
          const passed = tf.slice(toInput(d1), [0, 0], [-1, d2.shape[1]]);
          carried = tf.add(d2, passed) as Tensor2D;
          d1s.unshift(d1);
          d2s.unshift(d2);
        }
        const hidden = tf.concat(h as Tensor2D[]);
        const gradients = ofParameters(input as Tensor2D, tf.concat(d1s), hidden, tf.concat(d2s));
        return [carried!, ...gradients];
      },
    };
  });
  return operation(start, ...parametersOf(network)) as Tensor2D;
}

export const parametersOf = ({ w1, b1, w2, b2 }: Network): Variable[] => [w1, b1, w2, b2];
