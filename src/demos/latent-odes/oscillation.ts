/** The series of the demo, x = a cos ωt + b sin ωt, and the exact answer to what the model guesses. */
import type { Random } from '../contract/demo';

export const omega = 1.2;
export const period = (2 * Math.PI) / omega;
/** Standard deviation of the noise on an observation. */
export const noise = 0.2;
export const lastTime = 6;
/** Observations of the training lie on multiples of this. */
export const gridStep = 0.25;
export const gridCount = lastTime / gridStep + 1;

export interface Oscillation {
  readonly a: number;
  readonly b: number;
}

export const drawOscillation = (random: Random): Oscillation => ({ a: random.normal(), b: random.normal() });

export const valueAt = ({ a, b }: Oscillation, t: number): number =>
  a * Math.cos(omega * t) + b * Math.sin(omega * t);
