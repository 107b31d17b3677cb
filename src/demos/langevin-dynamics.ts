/**
 * A thousand particles follow the exact score of two towns of unequal size, plus noise. Plain steps do not find out how
 * large the towns are; steps over falling noise levels do. One Gaussian alone shows how the step size widens it.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { defineDemo, type Random, type Tf } from './contract/demo';
import { samplingFrame, type Chain, type Sampler, type Sampling } from './langevin-dynamics/frame';
import { langevin, noiseLevels, type Stage } from './langevin-dynamics/sampler';
import { mixtureScore, twoTowns } from './models/gaussian-mixture';
import { normals } from './models/noise';

const particles = 1000;
const plainSteps = 500;
const stepsPerLevel = 50;
const smallestNoise = 0.05;
/** Step of annealing, as a share of the variance at each level. */
const annealedShare = 0.2;
const stepsPerFrame = 10;
const spreadChains = 4000;
const spreadSteps = 300;

export default defineDemo({
  id: 'langevin-dynamics',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'step',
      label: 'Step ε',
      tex: '\\epsilon',
      help: 'Of the plain sampler: half of it multiplies the score, its root the noise.',
      scale: 'log',
      min: 0.01,
      max: 1.2,
      default: 0.1,
      seeds: [
        { role: 'step', clamp: true },
        { role: 'eta', expression: '2 * eta', clamp: true },
      ],
      writes: 'step',
    },
    {
      kind: 'choice',
      id: 'shown',
      label: 'Particles of',
      options: [
        { value: 'plain', label: 'plain' },
        { value: 'annealed', label: 'annealed' },
      ],
      default: 'plain',
      seeds: [{ role: 'sigma_max', expression: "'annealed'" }],
    },
    {
      kind: 'range',
      id: 'halfDistance',
      label: 'Half distance of the towns',
      scale: 'linear',
      min: 1,
      max: 3,
      step: 0.1,
      default: 2,
    },
    {
      kind: 'range',
      id: 'sigma',
      label: 'Largest noise σ of annealing',
      scale: 'log',
      min: 0.25,
      max: 8,
      default: 4,
      seeds: [{ role: 'sigma_max', clamp: true }],
    },
    {
      kind: 'range',
      id: 'levels',
      label: 'Noise levels of annealing',
      scale: 'integer',
      min: 2,
      max: 30,
      step: 1,
      default: 10,
      seeds: [{ role: 'levels', clamp: true }],
    },
    { kind: 'toggle', id: 'noise', label: 'Noise', default: true },
    {
      kind: 'choice',
      id: 'start',
      label: 'Start',
      options: [
        { value: 'uniform', label: 'all over' },
        { value: 'right', label: 'right town' },
      ],
      default: 'uniform',
    },
    { kind: 'range', id: 'seed', label: 'Seed', scale: 'integer', min: 1, max: 100, step: 1, default: 1 },
  ],

  async run({ tf, random, emit }, { step, shown, halfDistance, sigma, levels, noise, start, seed }) {
    const towns = twoTowns(halfDistance);
    const variance = towns.deviation ** 2;
    const first = startOf(tf, random(seed), start, halfDistance);
    const empty: Chain = { steps: [], left: [], particles: first.dataSync<'float32'>().slice() };
    let state: Sampling = {
      step,
      halfDistance,
      isNoisy: noise,
      shown: shown as Sampler,
      chains: { plain: empty, annealed: empty },
      variance,
      progress: 0,
    };
    const show = (more: Partial<Sampling>) => emit(samplingFrame((state = { ...state, ...more })));
    const scoreAt = (total: number) => (x: Tensor2D) => mixtureScore(tf, towns, x, total);
    const plain: Stage[] = [{ score: scoreAt(variance), step, count: plainSteps }];
    const annealed = noiseLevels(sigma, smallestNoise, levels).map((level): Stage => {
      const total = variance + level ** 2;
      return { score: scoreAt(total), step: annealedShare * total, count: stepsPerLevel };
    });
    await show({});

    const follow = async (name: Sampler, stages: readonly Stage[], from: number, to: number) => {
      const chain = { steps: [] as number[], left: [] as number[] };
      const count = stages.reduce((sum, stage) => sum + stage.count, 0);
      let done = 0;
      const last = await langevin(tf, random(seed + 1000), first.clone(), stages, noise, async (at) => {
        done += 1;
        if (done % stepsPerFrame > 0) return;
        const positions = at.dataSync<'float32'>().slice();
        chain.steps.push(done);
        chain.left.push(leftShare(positions));
        const now = { steps: [...chain.steps], left: [...chain.left], particles: positions };
        await show({
          chains: { ...state.chains, [name]: now },
          progress: from + ((to - from) * done) / count,
        });
      });
      last.dispose();
    };
    await follow('plain', plain, 0, 0.4);
    await follow('annealed', annealed, 0.4, 0.8);

    const chance = random(seed + 2000);
    const wide = tf.tidy(() => tf.mul(normals(tf, chance, [spreadChains, 1]), towns.deviation) as Tensor2D);
    const alone: Stage = { score: (x) => tf.div(x, -variance), step, count: spreadSteps };
    let done = 0;
    const settled = await langevin(tf, chance, wide, [alone], noise, async () => {
      done += 1;
      if (done % stepsPerFrame === 0) await show({ progress: 0.8 + (0.2 * done) / spreadSteps });
    });
    const values = settled.dataSync<'float32'>().slice();
    const squares = values.reduce((sum, value) => sum + value ** 2, 0);
    await show({ spread: { values, variance: squares / values.length }, progress: 1 });
  },
});

/** Uniform over the plane around both towns, or all of them in the right one. */
function startOf(tf: Tf, random: Random, start: string, halfDistance: number): Tensor2D {
  const { deviation } = twoTowns(halfDistance);
  const reach = halfDistance + 2;
  const place =
    start === 'uniform'
      ? () => reach * (2 * random.uniform() - 1)
      : (i: number) => deviation * random.normal() + (i % 2 === 0 ? halfDistance : 0);
  return tf.tensor2d(
    Float32Array.from({ length: 2 * particles }, (_, i) => place(i)),
    [particles, 2],
  );
}

const leftShare = (positions: Float32Array): number =>
  positions.filter((value, i) => i % 2 === 0 && value < 0).length / (positions.length / 2);
