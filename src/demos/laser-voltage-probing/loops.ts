/** Thousands of passes of the same pattern, each buried in noise. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';
import { rms, sampleCount } from './waveform';

export const loopCount = 4096;
/** Loops drawn at once. */
export const loopChunk = 512;
export const averagedCounts = [1, 4, 16, 64, 256, 1024, 4096];

/** Fills loops from `first` on with standard normal numbers. */
export function drawLoops(random: Random, noise: Float32Array, first: number): void {
  for (let i = first * sampleCount; i < (first + loopChunk) * sampleCount; i++) noise[i] = random.normal();
}

/** Loops x samples: the waveform with noise of deviation `sigma`. */
export function measuredLoops(tf: Tf, noise: Tensor2D, waveform: readonly number[], sigma: number): Tensor2D {
  return tf.tidy(() => tf.add(tf.mul(noise, sigma), tf.tensor1d([...waveform])));
}

/** The average of the first loops. */
export function averageOf(tf: Tf, loops: Tensor2D, count: number): Float32Array {
  const mean = tf.tidy(() => tf.mean(tf.slice(loops, [0, 0], [count, sampleCount]), 0));
  const values = mean.dataSync<'float32'>();
  mean.dispose();
  return values;
}

/** Size of the waveform over the size of what is left of the noise. */
export function signalToNoise(average: ArrayLike<number>, waveform: readonly number[]): number {
  return rms(waveform) / rms(waveform.map((value, i) => average[i]! - value));
}
