/** The pendulum that is learnt, and how far a learnt one swings. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { solverStep } from '../models/solvers';
import type { Dynamics } from './models';

export const stateCount = 200;
const [reach, fastest, greatestEnergy] = [2.8, 2, 1.8];
export const starts = [0.5, 1, 1.5, 2] as const;
export const timeStep = 0.1;
/** Seconds over which the energy is averaged at both ends. */
const window = 10;

export const energy = (q: number, v: number): number => v ** 2 / 2 + 1 - Math.cos(q);

export interface Sample {
  readonly q: Float32Array;
  readonly v: Float32Array;
  readonly a: Float32Array;
}

/** States that swing, with accelerations −sin q − γ v and noise on them. */
export function drawStates(random: Random, damping: number, noise: number): Sample {
  const [q, v, a] = [0, 1, 2].map(() => new Float32Array(stateCount));
  for (let i = 0; i < stateCount;) {
    q![i] = reach * (2 * random.uniform() - 1);
    v![i] = fastest * (2 * random.uniform() - 1);
    if (energy(q![i]!, v![i]!) <= greatestEnergy) i++;
  }
  for (let i = 0; i < stateCount; i++) a![i] = -Math.sin(q![i]!) - damping * v![i]! + noise * random.normal();
  return { q: q!, v: v!, a: a! };
}

/** Positions and velocities of all starts, time after time. */
export interface Rollout {
  readonly q: readonly Float32Array[];
  readonly v: readonly Float32Array[];
}

/** The true pendulum, from the same starts. */
export const trueDynamics = (tf: Tf, damping: number): Dynamics => ({
  variables: [],
  acceleration: ({ q, v }) => tf.neg(tf.add(tf.sin(q), tf.mul(v, damping))),
});

/**
 * From rest at each start, by Runge-Kutta of fourth order.
 * @param report after each second
 */
export async function rollOut(
  tf: Tf,
  dynamics: Dynamics,
  seconds: number,
  report: () => Promise<void>,
): Promise<Rollout> {
  const q = [Float32Array.from(starts)];
  const v = [new Float32Array(starts.length)];
  const column = (values: Float32Array) => tf.tensor2d(values, [values.length, 1]);
  const slope = (state: Tensor2D): Tensor2D => {
    const [at, speed] = tf.split(state, 2, 1) as [Tensor2D, Tensor2D];
    return tf.concat([speed, dynamics.acceleration({ q: at, v: speed })], 1);
  };
  for (let step = 1; step <= Math.round(seconds / timeStep); step++) {
    const next = tf.tidy(() => {
      const state: Tensor2D = tf.concat([column(q.at(-1)!), column(v.at(-1)!)], 1);
      const moved = tf.split(solverStep(tf, 'rk4', slope, state, timeStep), 2, 1);
      return moved.map((tensor) => tensor.dataSync<'float32'>().slice());
    });
    q.push(next[0]!);
    v.push(next[1]!);
    if (step % 10 === 0) await report();
  }
  return { q, v };
}

/** True energy of one start, time after time. */
export const energiesOf = ({ q, v }: Rollout, start: number): number[] =>
  q.map((positions, i) => energy(positions[start]!, v[i]![start]!));

/** Change of the mean energy from the first ten seconds to the last, relative to the first; a start each. */
export function drifts(rollout: Rollout): number[] {
  const steps = Math.min(Math.round(window / timeStep), rollout.q.length);
  return starts.map((_, start) => {
    const energies = energiesOf(rollout, start);
    const mean = (part: number[]) => part.reduce((sum, value) => sum + value, 0) / part.length;
    const first = mean(energies.slice(0, steps));
    return (mean(energies.slice(-steps)) - first) / first;
  });
}
