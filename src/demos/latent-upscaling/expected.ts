/** What adding noise and denoising do to an enlarged picture on average, exactly. */
import { eulerGain, fieldVariances, flowGain, frequencyOf } from '../models/gaussian-field';
import { resampledBasis, resampledPower, type Matrix, type Resampler } from './resampling';

export const side = 32;
/** Coefficients of at least this frequency are fine detail, which the small picture lacks. */
export const fineFrom = 16;
/** Coefficients below this frequency, without the constant, are the composition. */
export const coarseBelow = 4;

/** How the noise level of a strength is reached and left: along the exact trajectory, or in steps. */
export type Sampler = { readonly kind: 'exact' } | { readonly kind: 'steps'; readonly steps: number };

/** Steps that image to image takes of those asked for: min(⌊Ns⌋, N). */
export const stepsRun = (steps: number, strength: number): number =>
  Math.min(Math.floor(steps * strength), steps);

/** Noise level of a strength, on the cosine schedule: 0 at 0, beyond all bounds at 1. */
export const noiseOf = (strength: number): number => Math.tan((strength * Math.PI) / 2);

/** By what the enlarged coefficients, and unit noise, are multiplied in the result. */
export interface Gains {
  readonly kept: Float32Array;
  readonly added: Float32Array;
}

export function gainsOf(variances: Float32Array, strength: number, sampler: Sampler): Gains {
  const sigmas = levelsOf(strength, sampler);
  const first = sigmas[0]!;
  const gains = Float64Array.from(variances, (variance) => {
    if (first === 0) return 1;
    return sampler.kind === 'exact' ? flowGain(variance, first) : eulerGain(variance, sigmas);
  });
  return { kept: Float32Array.from(gains), added: Float32Array.from(gains, (gain) => gain * first) };
}

/** Noise levels from that of the strength down to 0; of a sampler in N steps the strength counts in Nths. */
function levelsOf(strength: number, sampler: Sampler): number[] {
  if (sampler.kind === 'exact') return [noiseOf(strength), 0];
  const run = stepsRun(sampler.steps, strength);
  return Array.from({ length: run + 1 }, (_, i) => noiseOf((run - i) / sampler.steps));
}

/** A small picture's way to a large one, before any noise. */
export interface Enlargement {
  readonly variances: Float32Array;
  readonly basis: Matrix;
  /** Mean square of each enlarged coefficient. */
  readonly power: Float32Array;
}

export function enlargementOf(resampler: Resampler): Enlargement {
  const variances = fieldVariances(side);
  const basis = resampledBasis(side, resampler);
  return { variances, basis, power: resampledPower(basis, variances) };
}

export interface Expected {
  /** Power of the fine detail as a share of the true picture's. */
  readonly fine: number;
  /** Correlation of the composition with the true one. */
  readonly agreement: number;
  /** Correlation of the fine detail with the true one. */
  readonly coherence: number;
  /** Root of the mean squared error of a pixel; the true picture has a deviation of 1. */
  readonly rmse: number;
  /** Mean square of each coefficient of the result. */
  readonly power: Float32Array;
}

/** A correlation below this is what is left of float32. */
const rounding = 1e-6;

export function expectedOf({ variances, basis, power }: Enlargement, { kept, added }: Gains): Expected {
  const result = power.map((value, at) => kept[at]! ** 2 * value + added[at]! ** 2);
  const diagonal = (k: number) => basis.values[k * side + k]!;
  const cross = variances.map(
    (variance, at) => kept[at]! * diagonal(Math.floor(at / side)) * diagonal(at % side) * variance,
  );
  const within = (from: number, to: number) => (values: Float32Array) =>
    values.reduce((sum, value, at) => {
      const frequency = frequencyOf(at, side);
      return frequency >= from && frequency < to ? sum + value : sum;
    }, 0);
  const [fine, coarse, all] = [within(fineFrom, Infinity), within(0.5, coarseBelow), within(0, Infinity)];
  const likeness = (band: (values: Float32Array) => number) => {
    const value = band(cross) / Math.sqrt(Math.max(band(result) * band(variances), 1e-30));
    return Math.abs(value) < rounding ? 0 : value;
  };
  return {
    fine: fine(result) / fine(variances),
    agreement: likeness(coarse),
    coherence: likeness(fine),
    rmse: Math.sqrt(Math.max(0, all(result) + all(variances) - 2 * all(cross)) / side ** 2),
    power: result,
  };
}

/** Error of a trained upscaler at its best: what the small picture holds is right, the rest drawn anew. */
export function trainedError(variances: Float32Array): number {
  const drawn = variances.reduce((sum, value, at) => (isCoarse(at) ? sum : sum + value), 0);
  return Math.sqrt((2 * drawn) / side ** 2);
}

/** Whether a picture of half the side can hold this coefficient. */
export const isCoarse = (at: number): boolean => Math.max(Math.floor(at / side), at % side) < side / 2;
