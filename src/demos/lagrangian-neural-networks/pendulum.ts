/** The pendulum that is learnt, and how far a learnt one swings. */
import type { Random } from '../contract/demo';
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

/** q̈ as a function of position and velocity. */
export type Acceleration = Dynamics['acceleration'];

/** The true pendulum. */
export const trueAcceleration =
  (damping: number): Acceleration =>
  (q, v) =>
    -Math.sin(q) - damping * v;

/** From rest at each start. */
export function rollOut(acceleration: Acceleration, seconds: number): Rollout {
  const q = [Float32Array.from(starts)];
  const v = [new Float32Array(starts.length)];
  let states = starts.map((start): readonly [number, number] => [start, 0]);
  for (let step = 1; step <= Math.round(seconds / timeStep); step++) {
    states = states.map(([at, speed]) => move(acceleration, at, speed, timeStep));
    q.push(Float32Array.from(states, ([at]) => at));
    v.push(Float32Array.from(states, ([, speed]) => speed));
  }
  return { q, v };
}

/** One step of Runge-Kutta of fourth order. */
function move(acceleration: Acceleration, q: number, v: number, h: number): readonly [number, number] {
  const a1 = acceleration(q, v);
  const v2 = v + (h / 2) * a1;
  const a2 = acceleration(q + (h / 2) * v, v2);
  const v3 = v + (h / 2) * a2;
  const a3 = acceleration(q + (h / 2) * v2, v3);
  const v4 = v + h * a3;
  const a4 = acceleration(q + h * v3, v4);
  return [q + (h / 6) * (v + 2 * v2 + 2 * v3 + v4), v + (h / 6) * (a1 + 2 * a2 + 2 * a3 + a4)];
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
