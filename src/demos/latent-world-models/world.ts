/** A ball between two walls, watched beside a television that shows noise. */
import type { Random } from '../contract/demo';

/** Position in [-1, 1] and velocity. */
export interface BallState {
  readonly p: number;
  readonly v: number;
}

export const actions = [-1, 0, 1] as const;
const pixels = 16;
/** Ball, its motion, television. */
export const observationSize = 3 * pixels;
const rewardWidth = 0.2;

/** Friction, push, and walls that stop it. */
export function move({ p, v }: BallState, action: number): BallState {
  const speed = 0.9 * v + 0.06 * action;
  const next = p + speed;
  return Math.abs(next) > 1 ? { p: Math.sign(next), v: 0 } : { p: next, v: speed };
}

/** 1 in the middle. */
export const reward = ({ p }: BallState): number => Math.exp(-(p ** 2) / (2 * rewardWidth ** 2));

const blob = (p: number, i: number) => Math.exp(-((i - 7.5 * (p + 1)) ** 2) / (2 * 1.5 ** 2));

/** What the agent sees. `television` is the strength of the noise; its three numbers are drawn anew each time. */
export function observe({ p, v }: BallState, television: number, random: Random): Float32Array {
  const [a, b, c] = [random.normal(), random.normal(), random.normal()];
  const seen = new Float32Array(observationSize);
  for (let i = 0; i < pixels; i++) {
    const phase = (2 * Math.PI * i) / pixels;
    seen[i] = blob(p, i);
    seen[pixels + i] = 3 * (blob(p, i) - blob(p - v, i));
    seen[2 * pixels + i] =
      0.7 * television * (a * Math.sin(phase) + b * Math.cos(phase) + c * Math.sin(2 * phase));
  }
  return seen;
}

/** Episodes of random actions: step after step, `count` episodes side by side. */
export interface Experience {
  readonly episodes: number;
  readonly steps: number;
  /** At 0 … steps, one element an episode. */
  readonly states: readonly (readonly BallState[])[];
  readonly observations: readonly (readonly Float32Array[])[];
  /** At 0 … steps - 1: what leads to the next state. */
  readonly actions: readonly (readonly number[])[];
}

export function randomEpisodes(
  random: Random,
  episodes: number,
  steps: number,
  television: number,
): Experience {
  const states: BallState[][] = [];
  const observations: Float32Array[][] = [];
  const taken: number[][] = [];
  for (let e = 0; e < episodes; e++) {
    let state: BallState = { p: 2 * random.uniform() - 1, v: 0.6 * (random.uniform() - 0.5) };
    for (let t = 0; t <= steps; t++) {
      (states[t] ??= []).push(state);
      (observations[t] ??= []).push(observe(state, television, random));
      if (t === steps) break;
      const action = actions[random.integer(actions.length)]!;
      (taken[t] ??= []).push(action);
      state = move(state, action);
    }
  }
  return { episodes, steps, states, observations, actions: taken };
}
