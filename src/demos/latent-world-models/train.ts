/** Adam on stretches that are drawn from the experience. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { variableAdam } from '../models/variable-adam';
import { worldLoss, type Objective, type Stretch, type WorldModel } from './model';
import { observationSize, reward, type Experience } from './world';

/** Of one objective. */
export const trainingSteps = 500;
const batch = 32;
const learningRate = 5e-3;
const lastShare = 0.1;

/** Rows of observations as one tensor. */
export function rowsOf(tf: Tf, rows: readonly Float32Array[]): Tensor2D {
  const flat = new Float32Array(rows.length * observationSize);
  rows.forEach((row, i) => flat.set(row, i * observationSize));
  return tf.tensor2d(flat, [rows.length, observationSize]);
}

export const columnOf = (tf: Tf, values: readonly number[]): Tensor2D =>
  tf.tensor2d([...values], [values.length, 1]);

/** Some stretches of `unroll` steps from random places. */
export function drawStretch(tf: Tf, random: Random, experience: Experience, unroll: number): Stretch {
  const places = Array.from({ length: batch }, () => ({
    episode: random.integer(experience.episodes),
    start: random.integer(experience.steps - unroll + 1),
  }));
  const at = <T>(table: readonly (readonly T[])[], k: number) =>
    places.map(({ episode, start }) => table[start + k]![episode]!);
  const steps = Array.from({ length: unroll + 1 }, (_, k) => k);
  return {
    observations: rowsOf(
      tf,
      steps.flatMap((k) => at(experience.observations, k)),
    ),
    rewards: columnOf(
      tf,
      steps.slice(1).flatMap((k) => at(experience.states, k).map(reward)),
    ),
    actions: steps.slice(0, -1).map((k) => columnOf(tf, at(experience.actions, k))),
  };
}

/** Takes one step each time it is called, and gives the loss before it. */
export function worldTrainer(
  tf: Tf,
  random: Random,
  model: WorldModel,
  objective: Objective,
  experience: Experience,
  unroll: number,
): () => number {
  const adam = variableAdam(tf, model.variables);
  let step = 0;
  return () =>
    tf.tidy(() => {
      const rate = learningRate * (1 - ((1 - lastShare) * step++) / trainingSteps);
      const stretch = drawStretch(tf, random, experience, unroll);
      return adam.minimize(() => worldLoss(tf, model, objective, stretch), rate);
    });
}
