/** A small latent ODE: an encoder for any set of observations, dynamics of four dimensions, a linear decoder. */
import type { Tensor2D, Tensor3D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';

export const latentSize = 4;

/** Rows and columns of each layer; a bias of one row joins each. */
export const layers = {
  point: [6, 32],
  pool: [32, 32],
  set: [32, 32],
  posterior: [32, 2 * latentSize],
  field: [latentSize, 16],
  velocity: [16, latentSize],
  decoder: [latentSize, 1],
} as const;
export type LayerName = keyof typeof layers;
export const layerNames = Object.keys(layers) as LayerName[];

export interface Layer {
  readonly w: Tensor2D;
  readonly b: Tensor2D;
}
export type Weights = Readonly<Record<LayerName, Layer>>;

/** Times and values, a row a series. */
export interface Observations {
  readonly t: Tensor2D;
  readonly x: Tensor2D;
}

/** The Gaussian over z0, a row a series. */
export interface Posterior {
  readonly mean: Tensor2D;
  readonly logVariance: Tensor2D;
}

const dense = (tf: Tf, input: Tensor2D, { w, b }: Layer): Tensor2D => tf.add(tf.matMul(input, w), b);

/** The same for any order of the observations: what it computes of each is added up. */
export function encode(tf: Tf, weights: Weights, { t, x }: Observations): Posterior {
  const [series, count] = t.shape;
  const third = tf.div(t, 3);
  const features: Tensor3D = tf.stack(
    [x, tf.sub(third, 1), tf.mul(x, third), tf.onesLike(x), tf.sin(t), tf.cos(t)],
    2,
  ) as Tensor3D;
  const flat: Tensor2D = tf.reshape(features, [series * count, 6]);
  const each = dense(tf, tf.tanh(dense(tf, flat, weights.point)), weights.pool);
  const pooled: Tensor2D = tf.div(tf.sum(tf.reshape(each, [series, count, layers.pool[1]]), 1), 4);
  const out = dense(tf, tf.tanh(dense(tf, pooled, weights.set)), weights.posterior);
  return {
    mean: tf.slice(out, [0, 0], [series, latentSize]),
    logVariance: tf.slice(out, [0, latentSize], [series, latentSize]),
  };
}

/** ż = f(z); it does not depend on the time. */
export const field =
  (tf: Tf, weights: Weights) =>
  (z: Tensor2D): Tensor2D =>
    dense(tf, tf.tanh(dense(tf, z, weights.field)), weights.velocity);

/** The observed quantity of each state. */
export const decode = (tf: Tf, weights: Weights, z: Tensor2D): Tensor2D => dense(tf, z, weights.decoder);
