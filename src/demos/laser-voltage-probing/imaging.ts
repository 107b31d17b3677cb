/** Laser voltage imaging: a lock-in at every pixel, over all transistors that the spot sees. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { signalAt, type Drain } from './optics';

export const pixels = 24;
/** Nanometres. */
export const pictureSize = 1200;
export const dwellSamples = 128;
const samplesPerPeriod = 8;

export function drawImageNoise(random: Random): Float32Array {
  return Float32Array.from({ length: pixels * pixels * dwellSamples }, () => random.normal());
}

const centre = (index: number): number => ((index + 0.5) * pictureSize) / pixels - pictureSize / 2;

/** The pixel of a place, for marks. */
export const pixelOf = (position: number): number =>
  Math.floor(((position + pictureSize / 2) * pixels) / pictureSize);

/** What each pixel would show without noise, row by row from the lowest y. */
export function cleanImage(drains: readonly Drain[], width: number): number[] {
  return Array.from({ length: pixels * pixels }, (_, i) =>
    signalAt(drains, centre(i % pixels), centre(Math.floor(i / pixels)), width),
  );
}

export interface Image {
  /** Relative modulation in step with the pattern, and out of step: noise alone. */
  readonly inPhase: Float32Array;
  readonly quadrature: Float32Array;
}

/**
 * Multiplies the samples of each pixel with sine and cosine of the toggling frequency and averages.
 * @param sigma relative noise of a sample
 */
export function lockIn(
  tf: Tf,
  clean: readonly number[],
  depth: number,
  noise: Tensor2D,
  sigma: number,
): Image {
  const phases = Array.from({ length: dwellSamples }, (_, j) => (2 * Math.PI * (j + 0.5)) / samplesPerPeriod);
  const square = phases.map((phase) => (Math.sin(phase) > 0 ? 1 : -1));
  const scale = 2 / dwellSamples;
  const references = phases.flatMap((phase) => [scale * Math.sin(phase), scale * Math.cos(phase)]);
  const outputs = tf.tidy(() => {
    const toggling = tf.matMul(
      tf.tensor2d([...clean], [clean.length, 1]),
      tf.tensor2d(square, [1, dwellSamples]),
    );
    const samples = tf.add(tf.mul(toggling, depth / 2), tf.mul(noise, sigma));
    return tf.matMul(samples as Tensor2D, tf.tensor2d(references, [dwellSamples, 2]));
  });
  const values = outputs.dataSync<'float32'>();
  outputs.dispose();
  const every = (offset: number) => Float32Array.from(clean, (_, i) => values[2 * i + offset]!);
  return { inPhase: every(0), quadrature: every(1) };
}
