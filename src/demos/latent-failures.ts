/**
 * A lot of parts with a few weak ones among them is burnt in and shipped. The burn-in takes the weak parts out and uses up
 * the life of all others, so there is a best length; a million simulated parts show how well the formulas hold.
 */
import type { Tensor1D } from '@tensorflow/tfjs-core';
import { defineDemo } from './contract/demo';
import { latentFailuresFrame, type Simulated } from './latent-failures/frame';
import { accelerationFactor, outlierScreen, type Lot } from './latent-failures/lot';
import { chunk, countFailures, drawParts, livesOf, partCount, sharesAt } from './latent-failures/parts';

const useKelvin = 328.15;
const useVolts = 1;
const partSeed = 71;

export default defineDemo({
  id: 'latent-failures',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'hours',
      label: 'Burn-in',
      help: 'Hours at stress; all parts are burnt in.',
      scale: 'log',
      min: 0.1,
      max: 500,
      unit: 'h',
      default: 24,
      seeds: [{ role: 'hours', clamp: true }],
      writes: 'hours',
    },
    {
      kind: 'range',
      id: 'celsius',
      label: 'Burn-in temperature',
      help: 'Use is at 55 °C and 1 V.',
      scale: 'linear',
      min: 85,
      max: 175,
      step: 1,
      unit: '°C',
      default: 125,
    },
    {
      kind: 'range',
      id: 'volts',
      label: 'Burn-in voltage',
      scale: 'linear',
      min: 1,
      max: 1.6,
      step: 0.01,
      unit: 'V',
      default: 1.4,
    },
    {
      kind: 'range',
      id: 'weakPpm',
      label: 'Weak parts',
      tex: 'p',
      scale: 'log',
      min: 1,
      max: 20_000,
      unit: 'ppm',
      default: 2000,
    },
    {
      kind: 'range',
      id: 'energy',
      label: 'Activation energy',
      tex: 'E_a',
      scale: 'linear',
      min: 0.2,
      max: 1.2,
      step: 0.01,
      unit: 'eV',
      default: 0.7,
      seeds: [{ role: 'ea', clamp: true }],
      writes: 'ea',
    },
    {
      kind: 'range',
      id: 'gamma',
      label: 'Voltage acceleration',
      tex: '\\gamma',
      scale: 'linear',
      min: 0,
      max: 10,
      step: 0.1,
      unit: 'per V',
      default: 5,
    },
    {
      kind: 'range',
      id: 'weakShape',
      label: 'Shape of the weak parts',
      tex: '\\beta_w',
      scale: 'linear',
      min: 0.3,
      max: 1.2,
      step: 0.05,
      default: 0.7,
      // A shape below 1 in the code is that of weak parts; the root has no value for others.
      seeds: [{ role: 'shape', expression: 'shape + 0*sqrt(1 - shape)', clamp: true }],
    },
    {
      kind: 'range',
      id: 'weakScale',
      label: 'Scale of the weak parts',
      tex: '\\eta_w',
      scale: 'log',
      min: 100,
      max: 1e5,
      unit: 'h',
      default: 5000,
      seeds: [{ role: 'scale', expression: 'scale + 0*sqrt(1 - shape)', clamp: true }],
    },
    {
      kind: 'range',
      id: 'mainShape',
      label: 'Shape of the good parts',
      tex: '\\beta_m',
      scale: 'linear',
      min: 1,
      max: 5,
      step: 0.1,
      default: 2.5,
      seeds: [{ role: 'shape', expression: 'shape + 0*sqrt(shape - 1)', clamp: true }],
    },
    {
      kind: 'range',
      id: 'mainScale',
      label: 'Scale of the good parts',
      tex: '\\eta_m',
      scale: 'log',
      min: 1e5,
      max: 1e9,
      unit: 'h',
      default: 1e7,
      seeds: [{ role: 'scale', expression: 'scale + 0*sqrt(shape - 1)', clamp: true }],
    },
    {
      kind: 'range',
      id: 'mission',
      label: 'Mission in the field',
      tex: 't_f',
      scale: 'log',
      min: 1000,
      max: 130_000,
      unit: 'h',
      default: 15_000,
    },
    {
      kind: 'range',
      id: 'limit',
      label: 'Outlier limit k',
      tex: 'k',
      help: 'A measured value that far above the mean, in standard deviations, is rejected before burn-in.',
      scale: 'linear',
      min: 3,
      max: 6,
      step: 0.1,
      default: 6,
    },
    {
      kind: 'range',
      id: 'separation',
      label: 'How far weak parts stand out',
      tex: 'd',
      help: 'At 0 they measure like good parts, and the limit finds none of them.',
      scale: 'linear',
      min: 0,
      max: 8,
      step: 0.1,
      default: 0,
    },
  ],

  // The parts live as long whatever is done to them: stress, time and mission change without drawing again.
  prepare: {
    controls: ['weakPpm', 'weakShape', 'weakScale', 'mainShape', 'mainScale', 'limit', 'separation'],
    async build({ tf, random, emit }, params): Promise<Population> {
      const scene = sceneOf(params);
      const draws = { population: new Float32Array(partCount), life: new Float32Array(partCount) };
      const generator = random(partSeed);
      for (let first = 0; first < partCount; first += chunk) {
        await emit(latentFailuresFrame(scene, undefined, (0.9 * first) / partCount));
        drawParts(generator, draws, first);
      }
      const { lives, weakCount } = livesOf(tf, draws, scene.lot);
      await emit(latentFailuresFrame(scene, undefined, 0.9));
      return { lives, weakCount, shares: sharesAt(lives.dataSync<'float32'>()) };
    },
  },

  async run({ tf, emit }, params, { lives, weakCount, shares }) {
    const scene = sceneOf(params);
    const simulated: Simulated = {
      weakCount,
      shares,
      plain: countFailures(tf, lives, 0, scene.mission),
      burntIn: countFailures(tf, lives, scene.acceleration * scene.hours, scene.mission),
    };
    await emit(latentFailuresFrame(scene, simulated, 1));
  },
});

interface Population {
  readonly lives: Tensor1D;
  readonly weakCount: number;
  readonly shares: readonly number[];
}

interface Settings {
  readonly hours: number;
  readonly celsius: number;
  readonly volts: number;
  readonly weakPpm: number;
  readonly energy: number;
  readonly gamma: number;
  readonly weakShape: number;
  readonly weakScale: number;
  readonly mainShape: number;
  readonly mainScale: number;
  readonly mission: number;
  readonly limit: number;
  readonly separation: number;
}

function sceneOf(settings: Settings) {
  const screen = outlierScreen(settings.weakPpm / 1e6, settings.limit, settings.separation);
  const lot: Lot = {
    weakShare: screen.weakShare,
    weak: { shape: settings.weakShape, scale: settings.weakScale },
    main: { shape: settings.mainShape, scale: settings.mainScale },
  };
  const stress = {
    energy: settings.energy,
    gamma: settings.gamma,
    use: { kelvin: useKelvin, volts: useVolts },
    stress: { kelvin: settings.celsius + 273.15, volts: settings.volts },
  };
  const { hours, mission } = settings;
  const byHeat = accelerationFactor({ ...stress, gamma: 0 });
  return { lot, screen, acceleration: accelerationFactor(stress), byHeat, hours, mission };
}
