/** One step of an ordinary differential equation ż = f(z), by three solvers of fixed step. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';

/** The right-hand side f; rows are independent states. */
export type Field = (state: Tensor2D) => Tensor2D;

export const solverNames = ['euler', 'heun', 'rk4'] as const;
export type SolverName = (typeof solverNames)[number];

/** The state a time `h` later. The error of a fixed time falls with the first, second or fourth power of `h`. */
export function solverStep(tf: Tf, solver: SolverName, f: Field, state: Tensor2D, h: number): Tensor2D {
  const along = (slope: Tensor2D, dt: number): Tensor2D => tf.add(state, tf.mul(slope, dt));
  const k1 = f(state);
  if (solver === 'euler') return along(k1, h);
  if (solver === 'heun') return along(tf.add(k1, f(along(k1, h))), h / 2);
  const k2 = f(along(k1, h / 2));
  const k3 = f(along(k2, h / 2));
  const k4 = f(along(k3, h));
  return along(tf.add(tf.add(k1, k4), tf.mul(tf.add(k2, k3), 2)), h / 6);
}
