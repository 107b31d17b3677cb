/** A small transformer that learns to write a sequence backwards. */
import type { Scalar, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { layerNorm } from '../models/normalize';
import {
  matricesOf,
  normalMatrix,
  randomBlocks,
  runStack,
  stackLoss,
  type Block,
} from '../models/residual-stack';
import { eps } from './gradients';
import { variableAdam } from '../models/variable-adam';

export const steps = 60;
export const symbols = 6;
const depth = 6;
const width = 24;
const tokens = 5;
const examples = 12;

export interface ReversalOptions {
  readonly placement: 'post' | 'pre';
  readonly learningRate: number;
  /** Steps over which the learning rate rises in a straight line; 0 for none. */
  readonly warmup: number;
}

export interface Trainer {
  /** Takes one step of Adam on new sequences and returns the mean loss before it, in nats. */
  step(): number;
  dispose(): void;
}

/**
 * @param random draws weights first, then the sequences
 */
export function reversalTrainer(
  tf: Tf,
  random: Random,
  { placement, learningRate, warmup }: ReversalOptions,
): Trainer {
  const variable = (matrix: Tensor2D): Tensor2D => {
    const made = tf.variable(matrix);
    matrix.dispose();
    return made;
  };
  const xavier = (rows: number, columns: number) =>
    variable(normalMatrix(tf, random, rows, columns, Math.sqrt(2 / (rows + columns))));
  const embedding = variable(normalMatrix(tf, random, symbols, width, 1));
  const positions = variable(normalMatrix(tf, random, tokens, width, 1));
  const options = { width, hidden: 4 * width, attention: true, cross: false, gain: 1 };
  const blocks = randomBlocks(tf, random, depth, options).map((block) => learned(block, variable));
  const head = xavier(width, symbols);
  const variables = [embedding, positions, head, ...blocks.flatMap(matricesOf)] as unknown as Variable[];
  const norm = (z: Tensor2D) => layerNorm(tf, z, eps);
  const optimizer = variableAdam(tf, variables, 0.98);
  const place = tf.tidy(() => tf.tile(tf.eye(tokens), [examples, 1]));

  let taken = 0;
  const step = () => {
    taken++;
    const rate = learningRate * (warmup > 0 ? Math.min(1, taken / warmup) : 1);
    const sequences = Array.from({ length: examples }, () =>
      Array.from({ length: tokens }, () => random.integer(symbols)),
    );
    return tf.tidy(() => {
      const oneHot = (rows: number[][]) => tf.oneHot(tf.tensor1d(rows.flat(), 'int32'), symbols) as Tensor2D;
      const given = oneHot(sequences);
      const targets = oneHot(sequences.map((sequence) => sequence.toReversed()));
      const cost = (): Scalar => {
        const x: Tensor2D = tf.add(tf.matMul(given, embedding), tf.matMul(place, positions));
        const { output } = runStack(tf, x, blocks, { placement, norm, tokens });
        return stackLoss(tf, output, head, targets);
      };
      return optimizer.minimize(cost, rate);
    });
  };
  const dispose = () => {
    tf.dispose([place, ...variables]);
  };
  return { step, dispose };
}

function learned(block: Block, variable: (matrix: Tensor2D) => Tensor2D): Block {
  const all = <T extends object>(weights: T): T =>
    Object.fromEntries(
      Object.entries(weights).map(([name, matrix]) => [name, variable(matrix as Tensor2D)]),
    ) as T;
  const { attention, rise, fall } = block;
  return { ...(attention && { attention: all(attention) }), ...all({ rise, fall }) };
}
