/** Two ways to read the factors off a picture of a face. Neither learns from the network that it judges. */
import { spriteProbe } from '../data/sprite-vae';
import { unpackHalfFloats } from './half-float';
import { solvePositive, type LinearMap } from './least-squares';
import { facePixels, factorCount, factorIndex, renderFace } from './sprite-renderer';
import { faceSlopes } from './sprite-slopes';

export interface FittedFactors {
  /** Turn, size, smile, glasses, hair of the drawable face that is nearest. */
  readonly factors: Float64Array;
  /**
   * Root mean squared pixel error to that face: 0 for a drawn face, about 0.008 for a reconstruction, 0.05 for two
   * faces faded into each other, 0.44 for noise.
   */
  readonly residual: number;
}

/** The fit may leave the range of the factors by this much. */
const farthest = 1.4;
const iterations = 15;
const firstDamping = 1e-2;
const leastGain = 1e-7;
/** A residual below this is what is left of float32. */
const rounding = 1e-6;
/** A residual below which the other start cannot be the better one. */
const enough = 0.012;

/**
 * The nearest drawable face by Levenberg and Marquardt's method on the renderer, from the likelier state of the
 * glasses, and from the other where that does not come near. Takes some milliseconds.
 * @param pixels 256, row by row
 */
export function fitFactors(pixels: ArrayLike<number>): FittedFactors {
  const starts = [-1, 1].map((glasses): Fit => {
    const factors = new Float64Array(factorCount);
    factors[factorIndex.glasses] = glasses;
    return { factors, error: squaredError(renderFace(factors), pixels) };
  });
  starts.sort((a, b) => a.error - b.error);
  let best: Fit | undefined;
  for (const start of starts) {
    const fit = fitFrom(pixels, start);
    if (!best || fit.error < best.error) best = fit;
    if (best.error < enough ** 2 * facePixels) break;
  }
  const residual = Math.sqrt(best!.error / facePixels);
  return { factors: best!.factors, residual: residual < rounding ? 0 : residual };
}

interface Fit {
  readonly factors: Float64Array;
  readonly error: number;
}

function fitFrom(pixels: ArrayLike<number>, start: Fit): Fit {
  const image = new Float32Array(facePixels);
  let fit = start;
  let damping = firstDamping;
  let normal = normalEquations(fit.factors, renderFace(fit.factors), pixels);
  for (let i = 0; i < iterations; i++) {
    const { gram, moment } = normal;
    const damped = gram.slice();
    for (let k = 0; k < factorCount; k++) damped[k * factorCount + k]! *= 1 + damping;
    const step = solvePositive(damped, moment.slice(), factorCount);
    const factors = fit.factors.map((value, k) => Math.min(Math.max(value + step[k]!, -farthest), farthest));
    const error = squaredError(renderFace(factors, image), pixels);
    if (error >= fit.error) {
      damping *= 4;
      continue;
    }
    const gain = fit.error - error;
    fit = { factors, error };
    if (gain < leastGain) break;
    damping /= 3;
    normal = normalEquations(factors, image, pixels);
  }
  return fit;
}

/** JᵀJ and Jᵀ(pixels - face) of the renderer at `factors`. @param face what it draws there */
function normalEquations(factors: Float64Array, face: Float32Array, pixels: ArrayLike<number>) {
  const slopes = faceSlopes(factors);
  const gram = new Float64Array(factorCount ** 2);
  const moment = new Float64Array(factorCount);
  for (let k = 0; k < factorCount; k++) {
    const slope = slopes.subarray(k * facePixels, (k + 1) * facePixels);
    for (let p = 0; p < facePixels; p++) moment[k]! += slope[p]! * (pixels[p]! - face[p]!);
    for (let l = 0; l <= k; l++) {
      let product = 0;
      for (let p = 0; p < facePixels; p++) product += slope[p]! * slopes[l * facePixels + p]!;
      gram[k * factorCount + l] = product;
      gram[l * factorCount + k] = product;
    }
  }
  return { gram, moment };
}

function squaredError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let p = 0; p < facePixels; p++) sum += (a[p]! - b[p]!) ** 2;
  return sum;
}

/** Root mean squared pixel error between two faces. */
export function rmsError(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.sqrt(squaredError(a, b) / facePixels);
}

let probe: LinearMap | undefined;

/**
 * A linear map from 256 pixels to the five factors, fitted to 2000 labelled faces with a ridge of 1. Differentiable and
 * quick, but it extrapolates badly to pictures that are no faces: never the judge of realism.
 */
export function loadPixelProbe(): LinearMap {
  if (probe) return probe;
  const all = Float64Array.from(unpackHalfFloats(spriteProbe));
  const weights = facePixels * factorCount;
  probe = {
    inputs: facePixels,
    outputs: factorCount,
    weights: all.subarray(0, weights),
    biases: all.subarray(weights),
  };
  return probe;
}
