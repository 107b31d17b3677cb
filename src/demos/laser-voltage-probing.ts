/**
 * A node on a chip toggles, and the light reflected from it changes by some parts per million, far below the shot noise.
 * Averaging loops of the pattern brings the waveform out; a lock-in at each pixel shows what the spot sees besides it.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import { defineDemo } from './contract/demo';
import { probingFrame, type Scene } from './laser-voltage-probing/frame';
import { cleanImage, drawImageNoise, dwellSamples, lockIn, pixels } from './laser-voltage-probing/imaging';
import {
  averagedCounts,
  averageOf,
  drawLoops,
  loopChunk,
  loopCount,
  measuredLoops,
  signalToNoise,
} from './laser-voltage-probing/loops';
import { dwellNoise, inverterChain, shotNoise, spotWidth } from './laser-voltage-probing/optics';
import { bitsOf, modulationOf, nodeLevels, sampleCount } from './laser-voltage-probing/waveform';

const loopSeed = 51;
const imageSeed = 52;
/** Of a single row that stands for the average of more loops than are drawn. */
const farSeed = 53;

export default defineDemo({
  id: 'laser-voltage-probing',
  engine: 'wasm',
  controls: [
    {
      kind: 'range',
      id: 'loops',
      label: 'Loops that are averaged',
      tex: 'N',
      scale: 'log',
      min: 1,
      max: 1e6,
      default: 256,
      seeds: [{ role: 'averages', clamp: true }],
    },
    {
      kind: 'range',
      id: 'depth',
      label: 'Modulation',
      tex: 'm',
      scale: 'log',
      min: 10,
      max: 1000,
      unit: 'ppm',
      default: 200,
      seeds: [{ role: 'modulation', expression: '1e6 * modulation', clamp: true }],
    },
    {
      kind: 'range',
      id: 'power',
      label: 'Detected power',
      tex: 'P_0',
      scale: 'log',
      min: 0.01,
      max: 10,
      unit: 'mW',
      default: 1,
    },
    {
      kind: 'range',
      id: 'bandwidth',
      label: 'Receiver bandwidth',
      tex: 'B',
      scale: 'log',
      min: 0.5,
      max: 20,
      unit: 'GHz',
      default: 5,
      seeds: [{ role: 'bandwidth', expression: 'bandwidth / 1e9', clamp: true }],
    },
    {
      kind: 'text',
      id: 'bits',
      label: 'Pattern of the node',
      help: 'Eight bits.',
      maxLength: 8,
      default: '10110010',
    },
    {
      kind: 'range',
      id: 'wavelength',
      label: 'Wavelength',
      tex: '\\lambda',
      scale: 'linear',
      min: 700,
      max: 1400,
      step: 1,
      unit: 'nm',
      default: 1340,
      seeds: [{ role: 'wavelength' }],
      writes: 'wavelength',
    },
    {
      kind: 'range',
      id: 'aperture',
      label: 'Numerical aperture',
      tex: 'NA',
      help: 'Above 1 with a lens of solid silicon only.',
      scale: 'linear',
      min: 0.5,
      max: 3.3,
      step: 0.05,
      default: 3,
      seeds: [{ role: 'aperture', clamp: true }],
      writes: 'aperture',
    },
    {
      kind: 'range',
      id: 'pitch',
      label: 'Distance of transistors',
      scale: 'linear',
      min: 60,
      max: 400,
      step: 5,
      unit: 'nm',
      default: 150,
    },
    {
      kind: 'range',
      id: 'dwell',
      label: 'Time at each pixel',
      scale: 'log',
      min: 0.1,
      max: 1000,
      unit: 'µs',
      default: 10,
    },
  ],

  // The same noise, whatever is set.
  prepare: {
    controls: [],
    async build({ tf, random, emit }, params): Promise<Noise> {
      const generator = random(loopSeed);
      const values = new Float32Array(loopCount * sampleCount);
      const scene = sceneOf(params);
      for (let first = 0; first < loopCount; first += loopChunk) {
        await emit(probingFrame(scene, (0.8 * first) / loopCount));
        drawLoops(generator, values, first);
      }
      return {
        loops: tf.tensor2d(values, [loopCount, sampleCount]),
        image: tf.tensor2d(drawImageNoise(random(imageSeed)), [pixels * pixels, dwellSamples]),
      };
    },
  },

  async run({ tf, random, emit }, params, noise) {
    const scene = sceneOf(params);
    const { waveform, sigma, count, depth, width, drains } = scene;
    const loops = measuredLoops(tf, noise.loops, waveform, sigma);
    const raw = averageOf(tf, loops, 1);
    const average = count <= loopCount ? averageOf(tf, loops, count) : farAverage();
    const ratios = averagedCounts.map((n) => signalToNoise(averageOf(tf, loops, n), waveform));
    loops.dispose();
    await emit(probingFrame({ ...scene, raw, average, ratios }, 0.9));

    const clean = cleanImage(drains, width);
    const sampleNoise = dwellNoise(dwellSamples, scene.dwell, scene.power);
    const image = lockIn(tf, clean, depth, noise.image, sampleNoise);
    await emit(probingFrame({ ...scene, raw, average, ratios, image, clean }, 1));

    /** More loops than are drawn: one row with the noise that their average would have. */
    function farAverage(): Float32Array {
      const generator = random(farSeed);
      return Float32Array.from(waveform, (value) => value + (sigma / Math.sqrt(count)) * generator.normal());
    }
  },
});

interface Noise {
  readonly loops: Tensor2D;
  readonly image: Tensor2D;
}

interface Settings {
  readonly loops: number;
  readonly depth: number;
  readonly power: number;
  readonly bandwidth: number;
  readonly bits: string;
  readonly wavelength: number;
  readonly aperture: number;
  readonly pitch: number;
  readonly dwell: number;
}

function sceneOf(settings: Settings): Scene {
  const bits = bitsOf(settings.bits);
  const depth = settings.depth / 1e6;
  const power = settings.power / 1e3;
  const bandwidth = 1e9 * settings.bandwidth;
  return {
    bits,
    depth,
    power,
    bandwidth,
    waveform: modulationOf(nodeLevels(bits), depth),
    sigma: shotNoise(bandwidth, power),
    count: Math.round(settings.loops),
    width: spotWidth(settings.wavelength, settings.aperture),
    wavelength: settings.wavelength,
    pitch: settings.pitch,
    drains: inverterChain(settings.pitch),
    dwell: settings.dwell / 1e6,
  };
}
