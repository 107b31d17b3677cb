/** Full-batch Adam whose step falls linearly to a twentieth. */
import type { Scalar, Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import type { Dynamics, State } from './models';
import type { Sample } from './pendulum';

/** Of each network. */
export const steps = 800;
const learningRate = 0.01;
const lastShare = 0.05;

export const stateOf = (tf: Tf, { q, v }: Pick<Sample, 'q' | 'v'>): State => ({
  q: tf.tensor2d(q, [q.length, 1]),
  v: tf.tensor2d(v, [v.length, 1]),
});

/** Takes one of `count` steps each time it is called, and gives the mean squared error before it. */
export function trainer(tf: Tf, dynamics: Dynamics, sample: Sample, count = steps): () => number {
  const state = stateOf(tf, sample);
  const target: Tensor2D = tf.tensor2d(sample.a, [sample.a.length, 1]);
  const optimizer = tf.train.adam(learningRate);
  let step = 0;
  return () => {
    const rate = learningRate * (1 - ((1 - lastShare) * step++) / count);
    Object.assign(optimizer, { learningRate: rate });
    return tf.tidy(
      () =>
        optimizer
          .minimize(() => meanSquaredError(tf, dynamics, state, target), true, [...dynamics.variables])!
          .dataSync()[0]!,
    );
  };
}

export const meanSquaredError = (tf: Tf, dynamics: Dynamics, state: State, target: Tensor2D): Scalar =>
  tf.mean(tf.square(tf.sub(dynamics.acceleration(state), target)));
