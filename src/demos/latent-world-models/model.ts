/** Encoder, transition, reward head and decoder of a small world model, and the losses that shape its latents. */
import type { Scalar, Tensor, Tensor2D, Variable } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { apply, createNetwork, parametersOf, rollOut } from './network';
import { observationSize } from './world';

export const objectives = ['reconstruction', 'reward', 'both', 'consistency', 'collapse'] as const;
export type Objective = (typeof objectives)[number];

export interface WorldModel {
  readonly variables: readonly Variable[];
  encode(observation: Tensor2D): Tensor2D;
  /** Latents after each of some actions, a column each: step after step, all rows of a step together. */
  imagine(z: Tensor2D, actions: readonly Tensor2D[]): Tensor2D;
  /** Expected reward of a latent. */
  reward(z: Tensor2D): Tensor2D;
  decode(z: Tensor2D): Tensor2D;
}

export function createWorldModel(tf: Tf, random: Random, latents: number): WorldModel {
  const encoder = createNetwork(tf, random, observationSize, latents);
  const transition = createNetwork(tf, random, latents + 1, latents, 0.3);
  const rewardHead = createNetwork(tf, random, latents, 1);
  const decoder = createNetwork(tf, random, latents, observationSize);
  return {
    variables: [encoder, transition, rewardHead, decoder].flatMap(parametersOf),
    encode: (observation) => tf.mul(2, tf.tanh(apply(tf, encoder, observation))),
    imagine: (z, actions) => rollOut(tf, transition, z, actions),
    reward: (z) => apply(tf, rewardHead, z),
    decode: (z) => apply(tf, decoder, z),
  };
}

/** Stretches of experience: what is known at each of the steps 0 … K, a row a stretch. */
export interface Stretch {
  /** Step after step, all rows of a step together. */
  readonly observations: Tensor2D;
  /** Of the steps 1 … K, in the same order. */
  readonly rewards: Tensor2D;
  /** What leads from step to step, a column each. */
  readonly actions: readonly Tensor2D[];
}

const rewardWeight = 10;

/** What `compute` makes of its input, as a constant: no gradient passes, and nothing is recorded for one. */
export function stopGradient(tf: Tf, compute: (x: Tensor2D) => Tensor2D, input: Tensor2D): Tensor2D {
  const still = tf.customGrad((x) => ({
    value: compute(x as Tensor2D),
    gradFunc: () => tf.zerosLike(x as Tensor),
  }));
  return still(input) as Tensor2D;
}

/** The loss of an objective, unrolled over the stretches from their first observation alone. */
export function worldLoss(tf: Tf, model: WorldModel, objective: Objective, stretch: Stretch): Scalar {
  const { observations, rewards, actions } = stretch;
  const rows = actions[0]!.shape[0];
  const first = tf.slice(observations, [0, 0], [rows, -1]);
  const later = tf.slice(observations, [rows, 0], [-1, -1]);

  const start = model.encode(first);
  const imagined = model.imagine(start, actions);

  const apart = (a: Tensor2D, b: Tensor2D): Scalar => tf.mean(tf.squaredDifference(a, b));
  const rewardLoss = (): Scalar => tf.mul(rewardWeight, apart(model.reward(imagined), rewards));
  /** Squared error summed over the pixels. */
  const pictureLoss = (z: Tensor2D, seen: Tensor2D) => tf.mul(observationSize, apart(model.decode(z), seen));
  switch (objective) {
    case 'reconstruction': {
      const pictures = tf.add(pictureLoss(start, first), pictureLoss(imagined, later));
      return tf.add(rewardLoss(), tf.mul(0.5, pictures));
    }
    case 'reward':
      return rewardLoss();
    case 'both':
      return tf.add(rewardLoss(), apart(imagined, stopGradient(tf, model.encode, later)));
    case 'consistency':
      return apart(imagined, stopGradient(tf, model.encode, later));
    case 'collapse':
      return apart(imagined, model.encode(later));
  }
}
