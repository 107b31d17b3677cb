/** How much a small change of all weights changes the output of a stack, before training. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import type { Draws } from '../models/noise';
import { layerNorm, rmsNorm } from '../models/normalize';
import {
  normalMatrix,
  randomBlocks,
  runStack,
  type Attention,
  type Block,
  type Placement,
} from '../models/residual-stack';

export const kinds = ['post', 'deep', 'pre', 'rms', 'sandwich'] as const;
export type Kind = (typeof kinds)[number];

const width = 32;
const hidden = 4 * width;
const tokens = 8;
const examples = 4;
const eps = 1e-5;

const placements: Readonly<Record<Kind, Placement>> = {
  post: 'post',
  deep: 'post',
  pre: 'pre',
  rms: 'pre',
  sandwich: 'sandwich',
};

/** DeepNorm's factors for N layers, encoder-only or decoder-only (Wang et al. 2022). */
export function deepNorm(layers: number): { readonly alpha: number; readonly beta: number } {
  return { alpha: (2 * layers) ** 0.25, beta: (8 * layers) ** -0.25 };
}

/**
 * ‖F(x; W′) − F(x; W)‖² / ‖F(x; W)‖² of one draw, where W′ adds to each weight a normal number of `share` times the
 * deviation of its matrix.
 */
export function outputChange(tf: Tf, random: Draws, kind: Kind, depth: number, share: number): number {
  const { alpha, beta } = kind === 'deep' ? deepNorm(depth) : { alpha: 1, beta: 1 };
  const change = tf.tidy(() => {
    const x = normalMatrix(tf, random, examples * tokens, width, 1);
    const shape = { width, hidden, attention: true, cross: false, gain: 1, branchGain: beta };
    const blocks = randomBlocks(tf, random, depth, shape);
    const noise = randomBlocks(tf, random, depth, { ...shape, gain: share });
    const options = {
      placement: placements[kind],
      norm: (z: Tensor2D) => (kind === 'rms' ? rmsNorm(tf, z, eps) : layerNorm(tf, z, eps)),
      alpha,
      tokens,
    };
    const run = (weights: readonly Block[]) => runStack(tf, x, weights, options).output;
    const before = run(blocks);
    const after = run(blocks.map((block, i) => added(tf, block, noise[i]!)));
    return tf.div(tf.sum(tf.square(tf.sub(after, before))), tf.sum(tf.square(before)));
  });
  const value = change.dataSync<'float32'>()[0]!;
  change.dispose();
  return value;
}

function added(tf: Tf, a: Block, b: Block): Block {
  const sum = (one: Tensor2D, other: Tensor2D): Tensor2D => tf.add(one, other);
  const both = (one: Attention, other: Attention): Attention => ({
    query: sum(one.query, other.query),
    key: sum(one.key, other.key),
    value: sum(one.value, other.value),
    output: sum(one.output, other.output),
  });
  return {
    ...(a.attention && b.attention && { attention: both(a.attention, b.attention) }),
    rise: sum(a.rise, b.rise),
    fall: sum(a.fall, b.fall),
  };
}
