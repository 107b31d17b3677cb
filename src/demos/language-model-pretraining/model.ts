/** A character model of one transformer block, the same for both objectives but for what a position may see. */
import type { Rank, Tensor, Tensor2D, Tensor4D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { rmsNorm } from '../models/normalize';
import { symbols } from './text';

export type Objective = 'clm' | 'mlm';

export const heads = 2;
const width = 32;
const headWidth = width / heads;
const hidden = 64;
const normEps = 1e-5;
/** Slope of each head's bias against distance at the start: one looks near, one nearer. */
const slopes = [0.3, 1];

type Matrix = Variable<Rank.R2>;

export interface LanguageModel {
  readonly objective: Objective;
  /** Characters in a window. */
  readonly length: number;
  readonly embedding: Matrix;
  readonly positions: Matrix;
  readonly query: Matrix;
  readonly key: Matrix;
  readonly value: Matrix;
  readonly output: Matrix;
  /** Added to the scores, by head and by how much later the other position is: heads x (2 · length - 1). */
  readonly bias: Matrix;
  readonly up: Matrix;
  readonly down: Matrix;
  readonly unembedding: Matrix;
}

/** Matrices are normal with variance 1 / inputs, the embedding has deviation 0.5 and that of positions 0.1. */
export function createLanguageModel(
  tf: Tf,
  random: Random,
  objective: Objective,
  length: number,
): LanguageModel {
  const matrix = (rows: number, columns: number, deviation = 1 / Math.sqrt(rows)): Matrix =>
    tf.tidy(() => {
      const numbers = Float32Array.from({ length: rows * columns }, () => deviation * random.normal());
      return tf.variable(tf.tensor2d(numbers, [rows, columns]));
    });
  const square = () => matrix(width, width);
  const offsets = 2 * length - 1;
  const distances = Float32Array.from(
    { length: heads * offsets },
    (_, i) => -slopes[Math.floor(i / offsets)]! * Math.abs((i % offsets) - (length - 1)),
  );
  return {
    objective,
    length,
    embedding: matrix(symbols + 1, width, 0.5),
    positions: matrix(length, width, 0.1),
    query: square(),
    key: square(),
    value: square(),
    output: square(),
    bias: tf.tidy(() => tf.variable(tf.tensor2d(distances, [heads, offsets]))),
    up: matrix(width, hidden),
    down: matrix(hidden, width),
    unembedding: matrix(width, symbols),
  };
}

export function variablesOf(model: LanguageModel): Matrix[] {
  return Object.values(model).filter((part): part is Matrix => typeof part === 'object');
}

export interface Pass {
  /** (windows · length) x symbols. */
  readonly logits: Tensor2D;
  /** windows x heads x position that reads x position that is read. */
  readonly attention: Tensor4D;
}

/** @param ids windows of `length` characters, one after the other */
export function run(tf: Tf, model: LanguageModel, ids: Uint8Array): Pass {
  const { length } = model;
  const windows = ids.length / length;
  const embedded = tf.reshape(lookUp(tf, model.embedding, ids), [windows, length, width]);
  const input = tf.reshape(tf.add(embedded, model.positions), [-1, width]) as Tensor2D;
  const { attention, written } = attend(tf, model, rmsNorm(tf, input, normEps));
  const middle = tf.add(input, written) as Tensor2D;
  const up = tf.relu(tf.matMul(rmsNorm(tf, middle, normEps), model.up)) as Tensor2D;
  const last = tf.add(middle, tf.matMul(up, model.down)) as Tensor2D;
  return { logits: tf.matMul(rmsNorm(tf, last, normEps), model.unembedding), attention };
}

/** Rows of a table, as a product with one-hot rows: its gradient is a product again, which every engine does fast. */
function lookUp(tf: Tf, table: Matrix, ids: Uint8Array): Tensor2D {
  return tf.matMul(tf.oneHot(tf.tensor1d(ids, 'int32'), table.shape[0]) as Tensor2D, table);
}

function attend(
  tf: Tf,
  { objective, length, query, key, value, output, bias }: LanguageModel,
  x: Tensor2D,
): { readonly attention: Tensor4D; readonly written: Tensor2D } {
  const byHead = (weights: Matrix): Tensor4D =>
    tf.transpose(tf.reshape(tf.matMul(x, weights), [-1, length, heads, headWidth]), [0, 2, 1, 3]);
  const scores = tf.mul(tf.matMul(byHead(query), byHead(key), false, true), 1 / Math.sqrt(headWidth));
  const biased = tf.add(scores, pairBias(tf, bias, length, objective === 'clm'));
  const attention = tf.softmax(biased as Tensor4D);
  const read = tf.transpose(tf.matMul(attention, byHead(value)), [0, 2, 1, 3]);
  return { attention, written: tf.matMul(tf.reshape(read, [-1, width]) as Tensor2D, output) };
}

/**
 * The bias of each head for each pair of positions, and -1e9 where a causal model would see a later one. A plain look-up
 * whose gradient is a plain sum.
 */
function pairBias(tf: Tf, bias: Matrix, length: number, isCausal: boolean): Tensor4D {
  const [pairs, offsets] = [length ** 2, 2 * length - 1];
  const laterBy = Int32Array.from({ length: pairs }, (_, i) => (i % length) - Math.floor(i / length));
  const operation = tf.customGrad((given) => {
    const byOffset = (given as Tensor).dataSync();
    const values = Float32Array.from({ length: heads * pairs }, (_, i) => {
      const later = laterBy[i % pairs]!;
      if (isCausal && later > 0) return -1e9;
      return byOffset[Math.floor(i / pairs) * offsets + later + length - 1]!;
    });
    return {
      value: tf.tensor4d(values, [1, heads, length, length]),
      gradFunc: (dy: Tensor) => {
        const gradient = new Float32Array(heads * offsets);
        dy.dataSync().forEach((d, i) => {
          gradient[Math.floor(i / pairs) * offsets + laterBy[i % pairs]! + length - 1]! += d;
        });
        return tf.tensor2d(gradient, [heads, offsets]);
      },
    };
  });
  return operation(bias) as Tensor4D;
}
