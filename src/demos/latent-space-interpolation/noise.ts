/** Paths between Gaussian noises of d numbers, and the textures that a linear generator makes of them. */
import type { Random, Tf } from '../contract/demo';
import { createGaussianField, fieldVariances, frequencyOf } from '../models/gaussian-field';
import { norm, type Path } from './paths';

export const textureSide = 32;
export const mostDimensions = textureSide ** 2;

export type NoisePair = readonly [Float32Array, Float32Array];

export function noisePairs(random: Random, d: number, count: number): NoisePair[] {
  const draw = () => Float32Array.from({ length: d }, () => random.normal());
  return Array.from({ length: count }, () => [draw(), draw()]);
}

/** What a path keeps of the length and of the contrast at each time: mean over the pairs. */
export interface Kept {
  readonly norm: readonly number[];
  /** Standard deviation of the pixels of a texture, root of the mean variance; 1 for fresh noise. */
  readonly contrast: readonly number[];
}

export function keptAlong(pairs: readonly NoisePair[], path: Path, times: readonly number[]): Kept {
  const d = pairs[0]![0].length;
  const powers = wavePowers(d);
  const along = times.map((t) => {
    let [length, power] = [0, 0];
    for (const [a, b] of pairs) {
      const z = path(a, b, t);
      length += norm(z);
      for (let i = 0; i < d; i++) power += powers[i]! * z[i]! ** 2;
    }
    return { norm: length / pairs.length, contrast: Math.sqrt(power / pairs.length) };
  });
  return { norm: along.map((at) => at.norm), contrast: along.map((at) => at.contrast) };
}

/** Where the inputs of the generator go: each is the strength of one wave, long waves first, the constant last. */
const wavesByLength: readonly number[] = Array.from({ length: mostDimensions }, (_, at) => at).sort(
  (a, b) => waveRank(a) - waveRank(b) || a - b,
);

function waveRank(at: number): number {
  return at === 0 ? Infinity : frequencyOf(at, textureSide);
}

/** Share of the variance of a pixel that each of d inputs brings; they sum to 1. */
function wavePowers(d: number): Float64Array {
  const variances = fieldVariances(textureSide);
  const used = Float64Array.from(wavesByLength.slice(0, d), (at) => variances[at]!);
  const sum = used.reduce((total, variance) => total + variance, 0);
  return used.map((variance) => variance / sum);
}

/** The texture of each noise: 32 x 32 pixels of variance 1 in the mean. */
export function textures(tf: Tf, noises: readonly Float32Array[]): Float32Array[] {
  return tf.tidy(() => {
    const field = createGaussianField(tf, textureSide);
    return noises.map((noise) => {
      const d = noise.length;
      const used = wavesByLength.slice(0, d);
      const scale = Math.sqrt(mostDimensions / used.reduce((total, at) => total + field.variances[at]!, 0));
      const placed = new Float32Array(mostDimensions);
      used.forEach((at, i) => (placed[at] = scale * noise[i]!));
      const waves = field.fromNoise(tf.tensor2d(placed, [textureSide, textureSide]));
      return field.imageOf(waves).dataSync<'float32'>().slice();
    });
  });
}
