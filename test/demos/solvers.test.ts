import assert from 'node:assert/strict';
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { solverNames, solverStep, type Field, type SolverName } from '../../src/demos/models/solvers';
import { tf } from '../../src/engine/tensorflow';
import { startEngine } from './engines';

/** The state after `steps` steps of `h`. */
function after(solver: SolverName, f: Field, start: readonly number[], h: number, steps: number): number[] {
  return tf.tidy(() => {
    let state: Tensor2D = tf.tensor2d([[...start]]);
    for (let i = 0; i < steps; i++) state = solverStep(tf, solver, f, state, h);
    return [...state.dataSync()];
  });
}

const decay: Field = (z) => tf.neg(z);
/** q̈ = −q as a system: position and velocity turn. */
const oscillator: Field = (z) => tf.matMul(z, tf.tensor2d([[0, -1], [1, 0]])); // prettier-ignore

describe('solvers of ordinary differential equations', () => {
  before(() => startEngine('cpu'));

  it('follow a decay', () => {
    const exact = Math.exp(-1);
    assert.ok(Math.abs(after('rk4', decay, [1], 0.1, 10)[0]! - exact) < 5e-7);
    assert.ok(Math.abs(after('euler', decay, [1], 0.1, 10)[0]! - 0.9 ** 10) < 1e-6);
    assert.ok(Math.abs(after('heun', decay, [1], 0.1, 10)[0]! - 0.905 ** 10) < 1e-6);
  });

  it('have the orders 1, 2 and 4', () => {
    const order = (solver: SolverName) => {
      const error = (h: number) =>
        Math.hypot(
          ...after(solver, oscillator, [1, 0], h, Math.round(2 / h)).map(
            (x, i) => x - [Math.cos(2), -Math.sin(2)][i]!,
          ),
        );
      return Math.log2(error(0.5) / error(0.25));
    };
    const [euler, heun, rk4] = solverNames.map(order);
    assert.ok(
      Math.abs(euler! - 1) < 0.5 && Math.abs(heun! - 2) < 0.3 && Math.abs(rk4! - 4) < 0.3,
      `${euler} ${heun} ${rk4}`,
    );
  });

  it('turn in circles with Runge-Kutta and outwards with Euler', () => {
    const radius = (solver: SolverName) => Math.hypot(...after(solver, oscillator, [1, 0], 0.05, 1257));
    assert.ok(Math.abs(radius('rk4') - 1) < 1e-4);
    assert.ok(radius('euler') > 4);
  });
});
