/** Gradients of a stack at initialisation, by the layer they belong to. */
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import type { Draws } from '../models/noise';
import { layerNorm } from '../models/normalize';
import {
  normalMatrix,
  randomBlocks,
  rowDeviation,
  runStack,
  stackLoss,
  type Block,
  type Placement,
} from '../models/residual-stack';

export type BlockKind = 'encoder' | 'decoder' | 'mlp';

const width = 32;
const hidden = 4 * width;
const tokens = 8;
const examples = 4;
/** What a decoder reads beside the sequence itself: softmax averages the values of as many tokens. */
const memoryTokens = 2;
const classes = 32;
export const eps = 1e-5;

export interface GradientOptions {
  readonly depth: number;
  readonly block: BlockKind;
  readonly placement: Placement;
  readonly gain: number;
}

export type Gradients = {
  /** Frobenius norm of ∂loss/∂W₂ of each block, the first block first. */
  readonly norms: number[];
  /** Standard deviation of the stream behind each block, mean over its tokens. */
  readonly deviations: number[];
};

/** One draw of weights, inputs and targets. The same generator state gives the same draw for every placement. */
export function initialGradients(
  tf: Tf,
  random: Draws,
  { depth, block, placement, gain }: GradientOptions,
): Gradients {
  return tf.tidy(() => {
    const rows = examples * tokens;
    const x = normalMatrix(tf, random, rows, width, 1);
    const memory = {
      rows: normalMatrix(tf, random, examples * memoryTokens, width, 1),
      size: memoryTokens,
    };
    const head = normalMatrix(tf, random, width, classes, gain * Math.sqrt(2 / (width + classes)));
    const answers = Array.from({ length: rows }, () => random.integer(classes));
    const targets = tf.oneHot(tf.tensor1d(answers, 'int32'), classes) as Tensor2D;
    const blocks = randomBlocks(tf, random, depth, {
      ...{ width, hidden, gain },
      attention: block !== 'mlp',
      cross: block === 'decoder',
    });
    const norm = (z: Tensor2D) => layerNorm(tf, z, eps);
    return measure(tf, blocks, (replaced) => {
      const { streams, output } = runStack(tf, x, replaced, { placement, norm, tokens, memory });
      return { streams, loss: stackLoss(tf, output, head, targets) };
    });
  });
}

/** Gradients with respect to the last matrix of every block. */
export function measure(
  tf: Tf,
  blocks: readonly Block[],
  forward: (blocks: readonly Block[]) => {
    readonly streams: readonly Tensor2D[];
    readonly loss: Scalar;
  },
): Gradients {
  return tf.tidy(() => {
    let deviations: number[] = [];
    const lossOf = (...falls: Tensor2D[]) => {
      const { streams, loss } = forward(blocks.map((block, i) => ({ ...block, fall: falls[i]! })));
      deviations = streams.map((stream) => rowDeviation(tf, stream));
      return loss;
    };
    const gradients = tf.grads(lossOf as Parameters<typeof tf.grads>[0])(blocks.map(({ fall }) => fall));
    const norms = gradients.map((gradient) => tf.norm(gradient).dataSync<'float32'>()[0]!);
    return { norms, deviations };
  });
}

/** Slope of ln y over ln x by least squares. */
export function logSlope(x: readonly number[], y: readonly number[]): number {
  const [lx, ly] = [x.map(Math.log), y.map(Math.log)];
  const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [mx, my] = [mean(lx), mean(ly)];
  const covariance = lx.reduce((sum, v, i) => sum + (v - mx) * (ly[i]! - my), 0);
  return covariance / lx.reduce((sum, v) => sum + (v - mx) ** 2, 0);
}
