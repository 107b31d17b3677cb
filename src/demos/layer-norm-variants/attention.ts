/** Attention whose query and key weights grow, with and without a norm on queries and keys. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { layerNorm, rmsNorm } from '../models/normalize';
import { normalMatrix } from '../models/residual-stack';
import { lengthNorm } from './norms';

export const queryNorms = ['none', 'layer', 'rms', 'length'] as const;
export type QueryNorm = (typeof queryNorms)[number];

const tokens = 16;
const width = 32;
const headWidth = 16;
const eps = 1e-6;
/** What Henry et al. 2020 begin the learned scale with: log₂(T² − T). */
export const firstScale = Math.log2(tokens * tokens - tokens);

export interface Attention {
  /** Mean entropy of a query's weights, in nats; ln 16 where all tokens count alike. */
  readonly entropy: number;
  /** The largest absolute logit. */
  readonly logit: number;
}

export interface AttentionInputs {
  readonly x: Tensor2D;
  readonly query: Tensor2D;
  readonly key: Tensor2D;
}

/** Normalized tokens and one head's weights of variance 1/width. */
export function attentionInputs(tf: Tf, random: Random): AttentionInputs {
  return {
    x: layerNorm(tf, normalMatrix(tf, random, tokens, width, 1), eps),
    query: normalMatrix(tf, random, width, headWidth, 1 / Math.sqrt(width)),
    key: normalMatrix(tf, random, width, headWidth, 1 / Math.sqrt(width)),
  };
}

/** Attention with both weight matrices multiplied by `scale`. */
export function attention(
  tf: Tf,
  { x, query, key }: AttentionInputs,
  norm: QueryNorm,
  scale: number,
): Attention {
  const [entropy, logit] = tf.tidy(() => {
    const normed = (z: Tensor2D): Tensor2D => {
      switch (norm) {
        case 'none':
          return z;
        case 'layer':
          return layerNorm(tf, z, eps);
        case 'rms':
          return rmsNorm(tf, z, eps);
        case 'length':
          return lengthNorm(tf, z, 1);
      }
    };
    const q = normed(tf.mul(tf.matMul(x, query), scale));
    const k = normed(tf.mul(tf.matMul(x, key), scale));
    const factor = norm === 'length' ? firstScale : 1 / Math.sqrt(headWidth);
    const logits = tf.mul(tf.matMul(q, k, false, true), factor);
    const weights = tf.softmax(logits);
    const terms = tf.mul(weights, tf.log(tf.maximum(weights, 1e-30)));
    return [tf.neg(tf.mean(tf.sum(terms, 1))), tf.max(tf.abs(logits))];
  }) as [Tensor2D, Tensor2D];
  const values = [entropy, logit].map((value) => value.dataSync<'float32'>()[0]!);
  tf.dispose([entropy, logit]);
  return { entropy: values[0]!, logit: values[1]! };
}
