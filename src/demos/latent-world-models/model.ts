/** Encoder, transition, reward head and decoder of a small world model, and the losses that shape its latents. */
import type { Rank, Scalar, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { observationSize } from './world';

const hidden = 32;

export const objectives = ['reconstruction', 'reward', 'both', 'consistency', 'collapse'] as const;
export type Objective = (typeof objectives)[number];

/** Two layers with a tanh between them. */
export interface TwoLayers {
  readonly variables: readonly Variable[];
  apply(x: Tensor2D): Tensor2D;
}

function twoLayers(tf: Tf, random: Random, inputs: number, outputs: number, lastScale = 1): TwoLayers {
  const layer = (rows: number, columns: number, scale: number) => {
    const values = Float32Array.from(
      { length: rows * columns },
      () => (scale * random.normal()) / Math.sqrt(rows),
    );
    return tf.variable<Rank.R2>(tf.tensor2d(values, [rows, columns]));
  };
  const [w1, w2] = [layer(inputs, hidden, 1), layer(hidden, outputs, lastScale)];
  const [b1, b2] = [hidden, outputs].map((size) => tf.variable<Rank.R2>(tf.zeros([1, size])));
  return {
    variables: [w1, b1!, w2, b2!] as unknown as Variable[],
    apply: (x) => tf.add(tf.matMul(tf.tanh(tf.add(tf.matMul(x, w1), b1!)), w2), b2!),
  };
}

export interface WorldModel {
  readonly variables: readonly Variable[];
  encode(observation: Tensor2D): Tensor2D;
  /** The latent after an action; actions are a column. */
  next(z: Tensor2D, action: Tensor2D): Tensor2D;
  /** Expected reward of a latent. */
  reward(z: Tensor2D): Tensor2D;
  decode(z: Tensor2D): Tensor2D;
}

export function createWorldModel(tf: Tf, random: Random, latents: number): WorldModel {
  const encoder = twoLayers(tf, random, observationSize, latents);
  const transition = twoLayers(tf, random, latents + 1, latents, 0.3);
  const rewardHead = twoLayers(tf, random, latents, 1);
  const decoder = twoLayers(tf, random, latents, observationSize);
  return {
    variables: [encoder, transition, rewardHead, decoder].flatMap(({ variables }) => variables),
    encode: (observation) => tf.mul(2, tf.tanh(encoder.apply(observation))),
    next: (z, action) => tf.add(z, transition.apply(tf.concat([z, action], 1))),
    reward: rewardHead.apply,
    decode: decoder.apply,
  };
}

/** A stretch of experience: observations and rewards at 0 … K, actions at 0 … K - 1. */
export interface Stretch {
  readonly observations: readonly Tensor2D[];
  readonly rewards: readonly Tensor2D[];
  readonly actions: readonly Tensor2D[];
}

const rewardWeight = 10;

/** The value without its gradient. */
export function stopGradient(tf: Tf, x: Tensor2D): Tensor2D {
  const still = tf.customGrad((value) => ({
    value: (value as Tensor).clone(),
    gradFunc: (dy: Tensor) => tf.zerosLike(dy),
  }));
  return still(x) as Tensor2D;
}

/** The loss of an objective, unrolled over the stretch from its first observation alone. */
export function worldLoss(tf: Tf, model: WorldModel, objective: Objective, stretch: Stretch): Scalar {
  const { observations, rewards, actions } = stretch;
  const squared = (a: Tensor2D, b: Tensor2D): Scalar => tf.mean(tf.sum(tf.square(tf.sub(a, b)), 1));
  let z = model.encode(observations[0]!);
  const terms: Scalar[] = [];
  if (objective === 'reconstruction') terms.push(tf.mul(0.5, squared(model.decode(z), observations[0]!)));
  actions.forEach((action, k) => {
    z = model.next(z, action);
    const seen = observations[k + 1]!;
    const each: Scalar[] = [];
    if (objective !== 'consistency' && objective !== 'collapse')
      each.push(tf.mul(rewardWeight, squared(model.reward(z), rewards[k + 1]!)));
    if (objective === 'reconstruction') each.push(tf.mul(0.5, squared(model.decode(z), seen)));
    if (objective === 'both' || objective === 'consistency')
      each.push(tf.mean(tf.square(tf.sub(z, stopGradient(tf, model.encode(seen))))));
    if (objective === 'collapse') each.push(tf.mean(tf.square(tf.sub(z, model.encode(seen)))));
    terms.push(tf.div(tf.addN(each), actions.length));
  });
  return tf.addN(terms);
}
