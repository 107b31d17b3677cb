/** A deep narrow network, with or without layer normalization, and its training on a problem that needs depth. */
import type { Rank, Scalar, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { layerNorm } from '../models/normalize';

const width = 32;
const headGain = 0.5;
const learningRate = 0.05;
const examples = 256;

export interface DeepNetwork {
  readonly variables: readonly Variable[];
  /** The activations of each hidden layer, then the logits of one output. */
  forward(x: Tensor2D): { readonly hidden: readonly Tensor2D[]; readonly logits: Tensor2D };
}

export interface DeepNetworkOptions {
  readonly depth: number;
  /** 1 is He initialisation: weights have variance gain² · 2 / inputs. */
  readonly gain: number;
  /** The ε of a layer normalization in front of each ReLU; without it each layer has a bias instead. */
  readonly normEps?: number;
}

/** @param random gives the same weights with and without normalization */
export function createDeepNetwork(
  tf: Tf,
  random: Random,
  { depth, gain, normEps }: DeepNetworkOptions,
): DeepNetwork {
  const matrix = (inputs: number, outputs: number, scale: number) => {
    const deviation = scale * Math.sqrt(2 / inputs);
    const values = Float32Array.from({ length: inputs * outputs }, () => deviation * random.normal());
    return tf.variable(tf.tensor2d(values, [inputs, outputs]));
  };
  const vector = (size: number, value: number): Variable<Rank.R1> =>
    tf.variable(tf.fill([size], value) as Tensor1D);
  const layers = Array.from({ length: depth }, (_, i) => ({
    weights: matrix(i === 0 ? 2 : width, width, gain),
    gamma: normEps === undefined ? undefined : vector(width, 1),
    beta: vector(width, 0),
  }));
  const head = { weights: matrix(width, 1, headGain), beta: vector(1, 0) };

  return {
    variables: [...layers, head].flatMap((layer) => Object.values(layer).filter((v) => v !== undefined)),
    forward(x) {
      const hidden: Tensor2D[] = [];
      for (const { weights, gamma, beta } of layers) {
        const sum: Tensor2D = tf.matMul(hidden.at(-1) ?? x, weights);
        const preactivation: Tensor2D =
          normEps === undefined ? tf.add(sum, beta) : layerNorm(tf, sum, normEps, gamma, beta);
        hidden.push(tf.relu(preactivation));
      }
      return { hidden, logits: tf.add(tf.matMul(hidden.at(-1)!, head.weights), head.beta) };
    },
  };
}

export interface Quadrants {
  readonly x: Tensor2D;
  /** 1 where the coordinates have the same sign, else 0. */
  readonly y: Tensor2D;
}

/** Points in the square [-1, 1]², labelled by the sign of the product of their coordinates. */
export function quadrants(tf: Tf, random: Random): Quadrants {
  const points = Float32Array.from({ length: 2 * examples }, () => 2 * random.uniform() - 1);
  const labels = Float32Array.from({ length: examples }, (_, i) =>
    points[2 * i]! * points[2 * i + 1]! > 0 ? 1 : 0,
  );
  return { x: tf.tensor2d(points, [examples, 2]), y: tf.tensor2d(labels, [examples, 1]) };
}

/** Root mean square of each hidden layer's activations. */
export function activationSizes(tf: Tf, network: DeepNetwork, { x }: Quadrants): number[] {
  return tf.tidy(() =>
    network.forward(x).hidden.map((h) => tf.sqrt(tf.mean(tf.square(h))).dataSync<'float32'>()[0]!),
  );
}

/** A function that takes one step of gradient descent on all points and returns the mean loss before it, in nats. */
export function trainer(tf: Tf, network: DeepNetwork, { x, y }: Quadrants): () => number {
  const optimizer = tf.train.sgd(learningRate);
  const cost = (): Scalar => tf.losses.sigmoidCrossEntropy(y, network.forward(x).logits);
  return () =>
    tf.tidy(() => optimizer.minimize(cost, true, [...network.variables])!.dataSync<'float32'>()[0]!);
}

/** The share of the points that lie on the right side. */
export function accuracyOf(tf: Tf, network: DeepNetwork, { x, y }: Quadrants): number {
  return tf.tidy(() => {
    const right = tf.equal(tf.greater(network.forward(x).logits, 0), tf.greater(y, 0.5));
    return tf.mean(tf.cast(right, 'float32')).dataSync<'float32'>()[0]!;
  });
}
