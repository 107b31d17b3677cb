/**
 * One attention head that looks a value up, gated by landmarks (Mohtashami, Jaggi 2023) or with one softmax over all
 * tokens. What the lower layers of a transformer write into a landmark is a small attention over its block here.
 */
import type { Scalar, Tensor, Tensor1D, Tensor2D, Tensor3D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { blockLength, symbols, values, type Lookups } from './task';
import { variableAdam } from '../models/variable-adam';

const width = 32;
const learningRate = 0.01;
const r = 1 / Math.sqrt(width);
/** The score of what is not read. */
const never = -1e9;

export interface Reader {
  readonly embedding: Variable;
  readonly blockQuery: Variable;
  readonly blockKey: Variable;
  readonly blockValue: Variable;
  readonly query: Variable;
  readonly key: Variable;
  readonly landmarkKey: Variable;
  readonly value: Variable;
  readonly output: Variable;
  readonly bias: Variable;
}

export function createReader(tf: Tf, random: Random): Reader {
  const matrix = (rows: number, columns: number, deviation = 1 / Math.sqrt(rows)): Variable =>
    tf.tidy(() => {
      const numbers = Float32Array.from({ length: rows * columns }, () => deviation * random.normal());
      return tf.variable(tf.tensor2d(numbers, [rows, columns]));
    });
  const square = () => matrix(width, width);
  return {
    embedding: matrix(symbols, width, 0.5),
    blockQuery: matrix(width, 1),
    blockKey: square(),
    blockValue: square(),
    query: square(),
    key: square(),
    landmarkKey: square(),
    value: square(),
    output: matrix(width, values),
    bias: tf.tidy(() => tf.variable(tf.zeros([values]))),
  };
}

export interface Reading {
  readonly logits: Tensor2D;
  /** Weight of the query token itself [sequences, 1], and of every token [sequences, blocks, length]. */
  readonly self: Tensor2D;
  readonly weights: Tensor3D;
  /** Weight of each block [sequences, blocks]. */
  readonly gate: Tensor2D;
}

export type Softmax = 'landmark' | 'single';

interface Embedded {
  /** Tokens [sequences · blocks, length, width], queries [sequences, width]. */
  readonly tokens: Tensor3D;
  readonly queries: Tensor2D;
}

/**
 * @param topK only the blocks of the k best landmarks are read; all where absent
 */
export function read(
  tf: Tf,
  reader: Reader,
  data: Lookups,
  { softmax, topK }: { softmax: Softmax; topK?: number },
): Reading {
  const { sequences, blocks } = data;
  const { tokens, queries } = embedded(tf, reader, data);
  const q = product(tf, queries, reader.query);
  const keyOfQuery = tf.matMul(q, matrixOf(reader.key), false, true) as Tensor2D;
  const perSequence = tf.reshape(tokens, [sequences, blocks * blockLength, width]) as Tensor3D;
  const tokenScores = tf.reshape(tf.mul(tf.matMul(perSequence, tf.expandDims(keyOfQuery, 2)), r), [
    sequences,
    blocks,
    blockLength,
  ]) as Tensor3D;
  const own = tf.mul(tf.sum(tf.mul(queries, keyOfQuery), 1, true), r) as Tensor2D;

  const { self, weights, gate } =
    softmax === 'single'
      ? singleSoftmax(tf, own, tokenScores)
      : groupedSoftmax(tf, own, landmarkScores(tf, reader, tokens, q, data, topK), tokenScores);

  const flat = tf.reshape(weights, [sequences, 1, blocks * blockLength]);
  const mixed = tf.reshape(tf.matMul(flat as Tensor3D, perSequence), [sequences, width]);
  const withSelf = tf.add(mixed, tf.mul(self, queries)) as Tensor2D;
  const logits = tf.add(product(tf, product(tf, withSelf, reader.value), reader.output), reader.bias);
  return { logits: logits as Tensor2D, self, weights, gate };
}

const matrixOf = (variable: Variable) => variable as Tensor as Tensor2D;
const product = (tf: Tf, a: Tensor2D, b: Variable): Tensor2D => tf.matMul(a, matrixOf(b));

function embedded(tf: Tf, { embedding }: Reader, data: Lookups): Embedded {
  const { tokens, queries, sequences, blocks } = data;
  const of = (ids: Int32Array): Tensor2D => lookUp(tf, matrixOf(embedding), ids);
  return { tokens: tf.reshape(of(tokens), [sequences * blocks, blockLength, width]), queries: of(queries) };
}

/** The rows of a table; its gradient adds up what comes back for each row, which TensorFlow.js does slowly. */
function lookUp(tf: Tf, table: Tensor2D, ids: Int32Array): Tensor2D {
  const rows = tf.customGrad((given) => ({
    value: tf.gather(given as Tensor2D, tf.tensor1d(ids, 'int32')),
    gradFunc: (back) => {
      const sums = new Float32Array(symbols * width);
      const parts = back.dataSync<'float32'>();
      for (let i = 0; i < ids.length; i++)
        for (let j = 0; j < width; j++) sums[ids[i]! * width + j]! += parts[i * width + j]!;
      return tf.tensor2d(sums, [symbols, width]);
    },
  }));
  return rows(table) as Tensor2D;
}

/** What each landmark has gathered from its block, against the query; all but the k best are out. */
function landmarkScores(
  tf: Tf,
  reader: Reader,
  tokens: Tensor3D,
  q: Tensor2D,
  { sequences, blocks }: Lookups,
  topK: number | undefined,
): Tensor2D {
  const asked = tf.matMul(matrixOf(reader.blockKey), matrixOf(reader.blockQuery));
  const scores = tf.mul(tf.matMul(tf.reshape(tokens, [-1, width]) as Tensor2D, asked), r);
  const share = tf.softmax(tf.reshape(scores, [sequences * blocks, 1, blockLength]));
  const gathered = tf.reshape(tf.matMul(share as Tensor3D, tokens), [sequences * blocks, width]) as Tensor2D;
  const transfer = tf.matMul(matrixOf(reader.blockValue), matrixOf(reader.landmarkKey));
  const landmarks = tf.reshape(tf.matMul(gathered, transfer), [sequences, blocks, width]) as Tensor3D;
  const all = tf.reshape(tf.mul(tf.matMul(landmarks, tf.expandDims(q, 2)), r), [
    sequences,
    blocks,
  ]) as Tensor2D;
  if (topK === undefined || topK >= blocks) return all;
  const least = tf.slice(tf.topk(all, topK).values as Tensor2D, [0, topK - 1], [-1, 1]);
  return tf.where(tf.greaterEqual(all, least), all, tf.fill(all.shape, never)) as Tensor2D;
}

/** The query first distributes its weight over itself and the landmarks, each landmark then over its block. */
export function groupedSoftmax(
  tf: Tf,
  own: Tensor2D,
  landmarks: Tensor2D,
  tokens: Tensor3D,
): Pick<Reading, 'self' | 'weights' | 'gate'> {
  const gates = tf.softmax(tf.concat([own, landmarks], 1));
  const count = own.shape[1];
  const gate = tf.slice(gates, [0, count]);
  const weights = tf.mul(tf.expandDims(gate, 2), tf.softmax(tokens)) as Tensor3D;
  return { self: tf.slice(gates, [0, 0], [-1, count]), weights, gate };
}

function singleSoftmax(tf: Tf, own: Tensor2D, tokens: Tensor3D): Pick<Reading, 'self' | 'weights' | 'gate'> {
  const [sequences, blocks, length] = tokens.shape;
  const all = tf.softmax(tf.concat([own, tf.reshape(tokens, [sequences, blocks * length])], 1) as Tensor2D);
  const weights = tf.reshape(tf.slice(all, [0, 1]), [sequences, blocks, length]) as Tensor3D;
  return { self: tf.slice(all, [0, 0], [-1, 1]), weights, gate: tf.sum(weights, 2) as Tensor2D };
}

/** A function that takes one step of Adam and returns the mean loss before it, in nats; and one that frees its memory. */
export function readerTrainer(tf: Tf, reader: Reader, softmax: Softmax) {
  const all = Object.values(reader) as Variable[];
  const optimizer = variableAdam(tf, softmax === 'single' ? withoutLandmarks(reader, all) : all);
  return {
    step(data: Lookups): number {
      return tf.tidy(() => {
        const targets = tf.oneHot(tf.tensor1d(data.answers, 'int32'), values);
        const cost = () =>
          tf.losses.softmaxCrossEntropy(targets, read(tf, reader, data, { softmax }).logits) as Scalar;
        return optimizer.minimize(cost, learningRate);
      });
    },
  };
}

function withoutLandmarks(
  { blockQuery, blockKey, blockValue, landmarkKey }: Reader,
  all: Variable[],
): Variable[] {
  return all.filter((variable) => ![blockQuery, blockKey, blockValue, landmarkKey].includes(variable));
}

/** The share of right answers, and the mean weight of the right block. */
export function accuracyOf(
  tf: Tf,
  reader: Reader,
  data: Lookups,
  options: { softmax: Softmax; topK?: number },
): { readonly accuracy: number; readonly onRight: number } {
  return tf.tidy(() => {
    const { logits, gate } = read(tf, reader, data, options);
    const chosen = tf.argMax(logits, 1) as Tensor1D;
    const right = tf.equal(chosen, tf.tensor1d(data.answers, 'int32'));
    const places = tf.oneHot(tf.tensor1d(data.places, 'int32'), data.blocks);
    const weight = tf.sum(tf.mul(gate, tf.cast(places, 'float32')), 1);
    return {
      accuracy: tf.mean(tf.cast(right, 'float32')).dataSync<'float32'>()[0]!,
      onRight: tf.mean(weight).dataSync<'float32'>()[0]!,
    };
  });
}
