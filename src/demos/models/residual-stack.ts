/**
 * A stack of residual sublayers, attention and feed-forward, with the norm at different places. No biases, one head, no
 * gain in the norms: what is left is what the placement does.
 */
import type { Scalar, Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import type { Draws } from './noise';

export type Norm = (x: Tensor2D) => Tensor2D;
type Sublayer = (x: Tensor2D) => Tensor2D;

/** Where norms stand around a sublayer F: LN(αx + F(x)), x + F(LN(x)), x + LN(F(LN(x))), or nowhere. */
export type Placement = 'post' | 'pre' | 'sandwich' | 'none';

export interface Attention {
  readonly query: Tensor2D;
  readonly key: Tensor2D;
  readonly value: Tensor2D;
  readonly output: Tensor2D;
}

export interface Block {
  readonly attention?: Attention;
  /** Attention from the stream to a memory that stays the same. */
  readonly cross?: Attention;
  readonly rise: Tensor2D;
  readonly fall: Tensor2D;
}

export interface StackOptions {
  readonly placement: Placement;
  readonly norm: Norm;
  /** Factor of the stream before the addition; only with `post`. */
  readonly alpha?: number;
  /** Tokens of one example: rows of the stream come in groups of as many. */
  readonly tokens: number;
  /** What cross-attention reads: its rows come in groups of `size` for each example. */
  readonly memory?: { readonly rows: Tensor2D; readonly size: number };
}

/** The stream [rows, width] after each block, the last one after the final norm that a stack needs that has none. */
export function runStack(
  tf: Tf,
  x: Tensor2D,
  blocks: readonly Block[],
  options: StackOptions,
): { readonly streams: readonly Tensor2D[]; readonly output: Tensor2D } {
  const { placement, norm, alpha = 1, tokens, memory } = options;
  const add = (stream: Tensor2D, sublayer: Sublayer): Tensor2D => {
    switch (placement) {
      case 'post':
        return norm(tf.add(alpha === 1 ? stream : tf.mul(stream, alpha), sublayer(stream)));
      case 'pre':
        return tf.add(stream, sublayer(norm(stream)));
      case 'sandwich':
        return tf.add(stream, norm(sublayer(norm(stream))));
      case 'none':
        return tf.add(stream, sublayer(stream));
    }
  };
  const streams: Tensor2D[] = [];
  let stream = x;
  for (const { attention, cross, rise, fall } of blocks) {
    if (attention) stream = add(stream, (z) => attend(tf, z, z, attention, { tokens, from: tokens }));
    if (cross && memory)
      stream = add(stream, (z) => attend(tf, z, memory.rows, cross, { tokens, from: memory.size }));
    stream = add(stream, (z) => tf.matMul(tf.relu(tf.matMul(z, rise)), fall));
    streams.push(stream);
  }
  const open = placement === 'pre' || placement === 'sandwich';
  return { streams, output: open ? norm(stream) : stream };
}

/** Softmax attention without a mask, one head: softmax(QKᵀ/√d)V·O. */
function attend(
  tf: Tf,
  x: Tensor2D,
  source: Tensor2D,
  { query, key, value, output }: Attention,
  rowsOf: { readonly tokens: number; readonly from: number },
): Tensor2D {
  const [rows, width] = x.shape;
  const grouped = (z: Tensor2D, matrix: Tensor2D, group: number): Tensor3D =>
    tf.reshape(tf.matMul(z, matrix), [-1, group, width]);
  const q = grouped(x, query, rowsOf.tokens);
  const [k, v] = [grouped(source, key, rowsOf.from), grouped(source, value, rowsOf.from)];
  const scores = tf.softmax(tf.mul(tf.matMul(q, k, false, true), 1 / Math.sqrt(width)));
  return tf.matMul(tf.reshape(tf.matMul(scores, v), [rows, width]) as Tensor2D, output);
}

/** Mean cross-entropy of the rows, in nats. */
export function stackLoss(tf: Tf, output: Tensor2D, head: Tensor2D, targets: Tensor2D): Scalar {
  return tf.losses.softmaxCrossEntropy(targets, tf.matMul(output, head));
}

export interface BlockOptions {
  readonly width: number;
  readonly hidden: number;
  readonly attention: boolean;
  readonly cross: boolean;
  /** A factor on Xavier's deviation √(2/(inputs + outputs)). */
  readonly gain: number;
  /** A further factor on the feed-forward, value and output weights. */
  readonly branchGain?: number;
}

/** Blocks of independent normal weights. */
export function randomBlocks(tf: Tf, random: Draws, depth: number, options: BlockOptions): Block[] {
  const { width, hidden, attention, cross, gain, branchGain = 1 } = options;
  const matrix = (rows: number, columns: number, factor: number) =>
    normalMatrix(tf, random, rows, columns, factor * Math.sqrt(2 / (rows + columns)));
  const square = (factor: number) => matrix(width, width, factor);
  const attentionOf = (): Attention => ({
    query: square(gain),
    key: square(gain),
    value: square(gain * branchGain),
    output: square(gain * branchGain),
  });
  return Array.from({ length: depth }, () => ({
    ...(attention && { attention: attentionOf() }),
    ...(cross && { cross: attentionOf() }),
    rise: matrix(width, hidden, gain * branchGain),
    fall: matrix(hidden, width, gain * branchGain),
  }));
}

export function normalMatrix(
  tf: Tf,
  random: Draws,
  rows: number,
  columns: number,
  deviation: number,
): Tensor2D {
  const values = new Float32Array(rows * columns);
  for (let i = 0; i < values.length; i++) values[i] = deviation * random.normal();
  return tf.tensor2d(values, [rows, columns]);
}

export function matricesOf({ attention, cross, rise, fall }: Block): Tensor2D[] {
  return [...Object.values(attention ?? {}), ...Object.values(cross ?? {}), rise, fall] as Tensor2D[];
}

/** The standard deviation of each row's numbers, averaged over the rows. */
export function rowDeviation(tf: Tf, x: Tensor2D): number {
  return tf.tidy(() => {
    const centred = tf.sub(x, tf.mean(x, 1, true));
    return tf.mean(tf.sqrt(tf.mean(tf.square(centred), 1))).dataSync<'float32'>()[0]!;
  });
}
