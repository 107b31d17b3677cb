/**
 * Three networks learn a pendulum from the same noisy accelerations. Two go through a Lagrangian and keep an energy
 * whatever they have learnt; the third fits as well and loses or gains it.
 */
import { defineDemo } from './contract/demo';
import { pendulumFrame, type Learner, type Maps } from './lagrangian-neural-networks/frame';
import {
  lagrangianNetwork,
  plainNetwork,
  structuredNetwork,
  type Dynamics,
  type LagrangianNetwork,
} from './lagrangian-neural-networks/models';
import { drawStates, rollOut, trueAcceleration } from './lagrangian-neural-networks/pendulum';
import { meanSquaredError, steps, trainer } from './lagrangian-neural-networks/train';

/** Steps of one network between two frames. */
const chunk = 20;
const dataSeed = 1;
const testSeed = 2;
const gaugeStrength = 2;
const trainingShare = 0.9;

/** A network while and after it learns. */
type Pupil = Learner & { readonly dynamics: Dynamics };

interface Trained {
  readonly pupils: readonly Pupil[];
  readonly maps: Maps;
}

export default defineDemo({
  id: 'lagrangian-neural-networks',
  engine: 'cpu',
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

  prepare: {
    controls: ['damping', 'noise', 'width', 'gauge', 'seed'],
    async build({ random, emit }, { damping, noise, width, seconds, gauge, seed }): Promise<Trained> {
      const sample = drawStates(random(dataSeed), damping, noise);
      const test = drawStates(random(testSeed), damping, 0);
      const lagrangian = lagrangianNetwork(random(seed), width, gauge ? gaugeStrength : 0);
      const networks: [name: string, dynamics: Dynamics][] = [
        ['Lagrangian', lagrangian],
        ['DeLaN', structuredNetwork(random(seed + 100), width)],
        ['plain', plainNetwork(random(seed + 200), width)],
      ];
      const pupils = networks.map(([name, dynamics]): Pupil => ({ name, dynamics, losses: [] }));
      const show = (progress: number) =>
        emit(pendulumFrame({ damping, seconds, gauge, learners: pupils, progress }));
      await show(0);

      const takeSteps = networks.map(([, dynamics]) => trainer(dynamics, sample));
      for (let step = 0; step < steps; step += chunk) {
        for (const [i, takeStep] of takeSteps.entries()) {
          for (let n = 1; n < chunk; n++) takeStep();
          pupils[i]!.losses.push({ step: step + chunk, loss: takeStep() });
          await show((trainingShare * step) / steps);
        }
      }
      for (const pupil of pupils) pupil.error = Math.sqrt(meanSquaredError(pupil.dynamics, test));
      return { pupils, maps: mapsOf(lagrangian) };
    },
  },

  async run({ emit }, { damping, seconds, gauge }, { pupils, maps }) {
    const truth = rollOut(trueAcceleration(damping), seconds);
    const learners: Learner[] = pupils.map(({ name, losses, error }) => ({ name, losses, error }));
    const show = (progress: number) =>
      emit(pendulumFrame({ damping, seconds, gauge, learners, maps, truth, progress }));
    await show(trainingShare);
    for (const [i, { dynamics }] of pupils.entries()) {
      learners[i]!.rollout = rollOut(dynamics.acceleration, seconds);
      await show(trainingShare + ((1 - trainingShare) * (i + 1)) / pupils.length);
    }
  },
});

/** L and its second derivative by v on a grid, row by row from the lowest v. */
function mapsOf({ lagrangian }: LagrangianNetwork): Maps {
  const [columns, rows, reach, speed] = [21, 15, 2.8, 2];
  const along = (i: number, count: number, limit: number) => limit * ((2 * i) / (count - 1) - 1);
  const found = Array.from({ length: columns * rows }, (_, i) =>
    lagrangian(along(i % columns, columns, reach), along(Math.floor(i / columns), rows, speed)),
  );
  const [l, mass] = [found.map((at) => at.l), found.map(({ vv }) => vv)].map((at) => Float32Array.from(at));
  return { columns, rows, reach, speed, l: l!, mass: mass! };
}
