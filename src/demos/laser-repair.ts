/**
 * Test shots of rising energy reveal spot and threshold of a laser by the holes that they leave. Then a raster of pulses
 * takes a bridge of chrome out of a mask, and either leaves some of it or eats into the lines beside it.
 */
import { defineDemo } from './contract/demo';
import { beamOf, holeRadius, liuFit } from './laser-repair/beam';
import { laserRepairFrame } from './laser-repair/frame';
import { repair } from './laser-repair/mask';
import { shoot, type Shot } from './laser-repair/shots';

const energySeed = 62;
const pixelSeed = 61;
const microseconds = 1e-6;

export default defineDemo({
  id: 'laser-repair',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'ratio',
      label: 'Peak fluence over threshold',
      tex: 'F_0/F_{th}',
      scale: 'log',
      min: 1.05,
      max: 30,
      default: 2,
    },
    {
      kind: 'range',
      id: 'offset',
      label: 'Outer pulses inside the edge',
      help: 'The hole of a pulse should just reach the edge.',
      scale: 'linear',
      min: 0,
      max: 0.6,
      step: 0.005,
      unit: 'µm',
      default: 0.235,
    },
    {
      kind: 'range',
      id: 'pulse',
      label: 'Pulse length',
      tex: '\\tau',
      help: 'Heat spreads while the pulse lasts.',
      scale: 'log',
      min: 0.1,
      max: 20_000,
      unit: 'ps',
      default: 0.1,
    },
    {
      kind: 'range',
      id: 'spot',
      label: 'Spot radius of the repair',
      tex: 'w_0',
      scale: 'linear',
      min: 0.2,
      max: 1.5,
      step: 0.05,
      unit: 'µm',
      default: 0.4,
    },
    {
      kind: 'range',
      id: 'pitch',
      label: 'Pitch of the pulses',
      scale: 'linear',
      min: 0.05,
      max: 0.6,
      step: 0.01,
      unit: 'µm',
      default: 0.2,
    },
    {
      kind: 'range',
      id: 'w0',
      label: 'Spot radius of the test shots',
      tex: 'w_0',
      scale: 'linear',
      min: 0.2,
      max: 1.5,
      step: 0.05,
      unit: 'µm',
      default: 0.8,
      seeds: [{ role: 'w0', clamp: true }],
      writes: 'w0',
    },
    {
      kind: 'range',
      id: 'threshold',
      label: 'Threshold of chrome',
      tex: 'F_{th}',
      help: 'An order of magnitude, not a datum of one mask.',
      scale: 'linear',
      min: 0.05,
      max: 1,
      step: 0.01,
      unit: 'J/cm²',
      default: 0.15,
      seeds: [{ role: 'threshold', clamp: true }],
      writes: 'threshold',
    },
    {
      kind: 'range',
      id: 'quartz',
      label: 'Threshold of quartz',
      help: 'An order of magnitude; above it the blank is damaged.',
      scale: 'linear',
      min: 0.5,
      max: 4,
      step: 0.1,
      unit: 'J/cm²',
      default: 3,
    },
    {
      kind: 'toggle',
      id: 'noise',
      label: 'Noise of energy and threshold',
      default: true,
    },
  ],

  // The raster can change without shooting again.
  prepare: {
    controls: ['w0', 'threshold', 'pulse', 'noise'],
    async build({ tf, random, emit }, params): Promise<readonly Shot[]> {
      await emit(laserRepairFrame(sceneOf(params), 0));
      const pulse = params.pulse * microseconds;
      const noise = { energies: random(energySeed), pixels: random(pixelSeed) };
      const beam = beamOf(params.w0, pulse);
      return shoot(tf, beam, pulse, params.threshold, params.noise ? noise : undefined);
    },
  },

  async run({ emit }, params, shots) {
    await emit(laserRepairFrame({ ...sceneOf(params), shots, fit: liuFit(shots) }, 1));
  },
});

interface Settings {
  readonly w0: number;
  readonly threshold: number;
  readonly ratio: number;
  readonly pulse: number;
  readonly spot: number;
  readonly pitch: number;
  readonly offset: number;
  readonly quartz: number;
}

function sceneOf({ w0, threshold, ratio, pulse, spot, pitch, offset, quartz }: Settings) {
  const test = beamOf(w0, pulse * microseconds);
  const beam = beamOf(spot, pulse * microseconds);
  const mended = repair(beam, ratio, pitch, offset);
  return { test, beam, threshold, ratio, quartz, offset, mended, reach: holeRadius(beam, ratio) };
}
