/** A toy transformer of two Pre-LN blocks with one attention head each, whose inside can be read and changed. */
import type { Rank, Tensor2D, Tensor3D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { layerNorm } from '../models/normalize';
import { codeWidth, keys, positions, values } from './task';

export const width = 24;
export const blocks = 2;
const hidden = 48;
const normEps = 1e-5;

type Matrix = Variable<Rank.R2>;
type Gain = Variable<Rank.R1>;

interface Block {
  readonly attentionGain: Gain;
  readonly query: Matrix;
  readonly key: Matrix;
  readonly value: Matrix;
  readonly output: Matrix;
  readonly mlpGain: Gain;
  readonly up: Matrix;
  readonly down: Matrix;
}

export interface Transformer {
  /** Rows for keys, values and positions; a token is their sum. */
  readonly embedding: Matrix;
  readonly blocks: readonly Block[];
  readonly finalGain: Gain;
  readonly unembedding: Matrix;
  readonly variables: readonly Variable[];
}

/** Weights normal with standard deviation 1/√inputs, half of it on the way back to the residual stream. */
export function createTransformer(tf: Tf, random: Random): Transformer {
  const matrix = (rows: number, columns: number, scale: (row: number) => number): Matrix => {
    const weights = Float32Array.from(
      { length: rows * columns },
      (_, i) => scale(Math.floor(i / columns)) * random.normal(),
    );
    return tf.variable(tf.tensor2d(weights, [rows, columns]));
  };
  const linear = (inputs: number, outputs: number, factor = 1) =>
    matrix(inputs, outputs, () => factor / Math.sqrt(inputs));
  const gain = (): Gain => tf.variable(tf.ones<Rank.R1>([width]));
  const embedding = matrix(codeWidth, width, (row) => (row < keys + values + 1 ? 1 : 0.3));
  const all = Array.from({ length: blocks }, (): Block => ({
    attentionGain: gain(),
    query: linear(width, width),
    key: linear(width, width),
    value: linear(width, width),
    output: linear(width, width, 0.5),
    mlpGain: gain(),
    up: linear(width, hidden),
    down: linear(hidden, width, 0.5),
  }));
  const finalGain = gain();
  const unembedding = linear(width, values);
  const variables = [embedding, ...all.flatMap((block) => Object.values(block)), finalGain, unembedding];
  return { embedding, blocks: all, finalGain, unembedding, variables: variables as Variable[] };
}

/** What a pass went through, from the layer on that it started from. */
export interface Pass {
  /** Residual stream before the first block of the pass and after each; (sequences · positions) x width. */
  readonly residuals: readonly Tensor2D[];
  /** Attention by block: sequences x to x from. */
  readonly attention: readonly Tensor3D[];
  /** What each attention head wrote into the residual stream. */
  readonly written: readonly Tensor2D[];
  /** At the last position: sequences x values. */
  readonly logits: Tensor2D;
}

/** Takes the place of what the head of a block writes. */
export type Replacement = (block: number) => Tensor2D | undefined;

/** @param code what `encode` gives */
export function embed(tf: Tf, { embedding }: Transformer, code: Tensor2D): Tensor2D {
  return tf.matMul(code, embedding);
}

/** Runs blocks `from` and up on a residual stream. */
export function run(
  tf: Tf,
  model: Transformer,
  residual: Tensor2D,
  from = 0,
  replacement: Replacement = () => undefined,
): Pass {
  return tf.tidy(() => {
    const residuals = [residual];
    const attention: Tensor3D[] = [];
    const written: Tensor2D[] = [];
    let stream = residual;
    model.blocks.slice(from).forEach((block, i) => {
      const head = attend(tf, block, stream);
      stream = tf.add(stream, replacement(from + i) ?? head.writes);
      const up: Tensor2D = tf.matMul(layerNorm(tf, stream, normEps, block.mlpGain), block.up);
      stream = tf.add(stream, tf.matMul(tf.relu(up), block.down));
      residuals.push(stream);
      attention.push(head.pattern);
      written.push(head.writes);
    });
    return { residuals, attention, written, logits: unembed(tf, model, stream) };
  });
}

function attend(
  tf: Tf,
  { attentionGain, query, key, value, output }: Block,
  stream: Tensor2D,
): { readonly pattern: Tensor3D; readonly writes: Tensor2D } {
  const normed = layerNorm(tf, stream, normEps, attentionGain);
  const bySequence = (weights: Matrix): Tensor3D =>
    tf.reshape(tf.matMul(normed, weights), [-1, positions, width]);
  const scores = tf.mul(tf.matMul(bySequence(query), bySequence(key), false, true), 1 / Math.sqrt(width));
  const pattern: Tensor3D = tf.softmax(tf.add(scores, causalMask(tf)));
  const read = tf.reshape(tf.matMul(pattern, bySequence(value)), [-1, width]) as Tensor2D;
  return { pattern, writes: tf.matMul(read, output) };
}

/** A token sees itself and what came before. */
function causalMask(tf: Tf): Tensor2D {
  const mask = Float32Array.from({ length: positions ** 2 }, (_, i) =>
    i % positions > Math.floor(i / positions) ? -1e9 : 0,
  );
  return tf.tensor2d(mask, [positions, positions]);
}

/** Final norm and unembedding of the last position: also of a layer in between, which is the logit lens. */
export function unembed(tf: Tf, { finalGain, unembedding }: Transformer, stream: Tensor2D): Tensor2D {
  return tf.matMul(layerNorm(tf, atPosition(tf, stream, positions - 1), normEps, finalGain), unembedding);
}

/** The rows of one position: sequences x width. */
export function atPosition(tf: Tf, stream: Tensor2D, position: number): Tensor2D {
  const bySequence = tf.reshape(stream, [-1, positions, width]);
  return tf.reshape(tf.slice(bySequence, [0, position, 0], [-1, 1, width]), [-1, width]);
}
