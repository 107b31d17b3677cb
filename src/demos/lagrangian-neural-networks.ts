/**
 * Three networks learn a pendulum from the same noisy accelerations. Two go through a Lagrangian and keep an energy
 * whatever they have learnt; the third fits as well and loses or gains it.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { defineDemo, type Tf } from './contract/demo';
import { pendulumFrame, type Learner, type Maps } from './lagrangian-neural-networks/frame';
import {
  lagrangianNetwork,
  plainNetwork,
  structuredNetwork,
  type Dynamics,
  type LagrangianNetwork,
} from './lagrangian-neural-networks/models';
import { drawStates, rollOut, trueDynamics, type Sample } from './lagrangian-neural-networks/pendulum';
import { meanSquaredError, stateOf, steps, trainer } from './lagrangian-neural-networks/train';

/** Steps of one network between two frames. */
const chunk = 10;
const dataSeed = 1;
const testSeed = 2;
const gaugeStrength = 2;
const trainingShare = 0.8;

export default defineDemo({
  id: 'lagrangian-neural-networks',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'damping',
      label: 'Damping γ',
      tex: '\\gamma',
      help: 'Friction of the true pendulum; a Lagrangian without time cannot express it.',
      scale: 'linear',
      min: 0,
      max: 0.3,
      step: 0.01,
      default: 0,
      seeds: [{ role: 'damping', clamp: true }],
    },
    {
      kind: 'range',
      id: 'noise',
      label: 'Noise on the accelerations',
      scale: 'linear',
      min: 0,
      max: 0.3,
      step: 0.01,
      default: 0.1,
    },
    {
      kind: 'range',
      id: 'width',
      label: 'Hidden units',
      scale: 'integer',
      min: 4,
      max: 64,
      step: 4,
      default: 32,
      seeds: [{ role: 'width', clamp: true }],
      writes: 'width',
    },
    {
      kind: 'range',
      id: 'seconds',
      label: 'Length of the motion',
      unit: 's',
      scale: 'integer',
      min: 20,
      max: 60,
      step: 5,
      default: 40,
    },
    {
      kind: 'toggle',
      id: 'gauge',
      label: 'Add 2·cos(q)·q̇ to L',
      help: 'A total time derivative: another Lagrangian, the same motion.',
      default: false,
    },
    {
      kind: 'range',
      id: 'seed',
      label: 'Seed',
      help: 'Other initial weights.',
      scale: 'integer',
      min: 1,
      max: 100,
      step: 1,
      default: 1,
    },
  ],

  async run({ tf, random, emit }, { damping, noise, width, seconds, gauge, seed }) {
    const sample = drawStates(random(dataSeed), damping, noise);
    const test = drawStates(random(testSeed), damping, 0);
    const lagrangian = lagrangianNetwork(tf, random(seed), width, gauge ? gaugeStrength : 0);
    const networks: [name: string, dynamics: Dynamics][] = [
      ['Lagrangian', lagrangian],
      ['DeLaN', structuredNetwork(tf, random(seed + 100), width)],
      ['plain', plainNetwork(tf, random(seed + 200), width)],
    ];
    const learners: Learner[] = networks.map(([name]) => ({ name, losses: [] }));
    const show = (progress: number, more: Partial<Parameters<typeof pendulumFrame>[0]> = {}) =>
      emit(pendulumFrame({ damping, seconds, learners, ...more, progress }));
    await show(0);

    const takeSteps = networks.map(([, dynamics]) => trainer(tf, dynamics, sample));
    for (let step = 0; step < steps; step += chunk) {
      for (const [i, takeStep] of takeSteps.entries()) {
        for (let n = 1; n < chunk; n++) takeStep();
        learners[i]!.losses.push({ step: step + chunk, loss: takeStep() });
        await show((trainingShare * step) / steps);
      }
    }

    const maps = mapsOf(tf, lagrangian);
    const truth = await rollOut(tf, trueDynamics(tf, damping), seconds, () => show(trainingShare, { maps }));
    for (const [i, [, dynamics]] of networks.entries()) {
      const share = trainingShare + ((1 - trainingShare) * i) / networks.length;
      learners[i]!.error = errorOn(tf, dynamics, test);
      learners[i]!.rollout = await rollOut(tf, dynamics, seconds, () => show(share, { maps, truth }));
    }
    await show(1, { maps, truth });
  },
});

/** Root mean squared error of the accelerations, without noise. */
function errorOn(tf: Tf, dynamics: Dynamics, test: Sample): number {
  return tf.tidy(() => {
    const target: Tensor2D = tf.tensor2d(test.a, [test.a.length, 1]);
    return Math.sqrt(meanSquaredError(tf, dynamics, stateOf(tf, test), target).dataSync()[0]!);
  });
}

/** L and its second derivative by v on a grid, row by row from the lowest v. */
function mapsOf(tf: Tf, network: LagrangianNetwork): Maps {
  const [columns, rows, reach, speed] = [21, 15, 2.8, 2];
  const along = (i: number, count: number, limit: number) => limit * ((2 * i) / (count - 1) - 1);
  const cells = Array.from({ length: columns * rows }, (_, i) => i);
  const q = Float32Array.from(cells, (i) => along(i % columns, columns, reach));
  const v = Float32Array.from(cells, (i) => along(Math.floor(i / columns), rows, speed));
  const [l, mass] = tf.tidy(() => {
    const found = network.lagrangian(stateOf(tf, { q, v }));
    return [found.l, found.vv].map((tensor) => tensor.dataSync<'float32'>().slice());
  });
  return { columns, rows, reach, speed, l: l!, mass: mass! };
}
