/** Full-batch Adam whose step falls linearly to a twentieth. */
import { adam } from '../models/adam';
import type { Dynamics } from './models';
import type { Sample } from './pendulum';

/** Of each network. */
export const steps = 800;
const learningRate = 0.01;
const lastShare = 0.05;

/** Takes one of `count` steps each time it is called, and gives the mean squared error before it. */
export function trainer(dynamics: Dynamics, sample: Sample, count = steps): () => number {
  const { weights } = dynamics;
  const optimize = adam(weights.length);
  let step = 0;
  return () => {
    const { error, gradient } = errorAndGradient(dynamics, sample);
    optimize(weights, gradient, learningRate * (1 - ((1 - lastShare) * step++) / count));
    return error;
  };
}

/** The mean squared error of the accelerations, and its derivative by each weight. */
export function errorAndGradient(
  { weights, addGradient }: Dynamics,
  { q, v, a }: Sample,
): { readonly error: number; readonly gradient: Float64Array } {
  const gradient = new Float64Array(weights.length);
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += addGradient(q[i]!, v[i]!, a[i]!, gradient) ** 2;
  return { error: sum / a.length, gradient: gradient.map((one) => (2 * one) / a.length) };
}

export function meanSquaredError({ acceleration }: Dynamics, { q, v, a }: Sample): number {
  return a.reduce((sum, at, i) => sum + (acceleration(q[i]!, v[i]!) - at) ** 2, 0) / a.length;
}
