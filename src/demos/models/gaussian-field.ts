/**
 * Textures for which every step of diffusion is known exactly: a Gaussian random field whose coefficients in a cosine
 * basis are independent. Noise level `sigma` is that of x + sigma n (variance exploding); images and coefficients are
 * side x side, row by row, and the basis is orthonormal, so that both have the same sum of squares.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Random, Tf } from '../contract/demo';

export interface GaussianField {
  readonly side: number;
  /** Variance of each coefficient, row by row; see {@link fieldVariances}. */
  readonly variances: Float32Array;
  /** C x C^T. */
  coefficientsOf(image: Tensor2D): Tensor2D;
  /** C^T X C, the inverse of `coefficientsOf`. */
  imageOf(coefficients: Tensor2D): Tensor2D;
  /** The coefficients of a clean texture from unit noise: linear, so noise times a gives the texture times a. */
  fromNoise(noise: Tensor2D): Tensor2D;
  /** E[clean | noisy], the exact denoiser D(x; sigma), of coefficients. */
  denoised(noisy: Tensor2D, sigma: number): Tensor2D;
  /** Where the exact probability-flow ODE leads coefficients at `sigma` by noise level 0. */
  flowed(noisy: Tensor2D, sigma: number): Tensor2D;
  /** Where Euler steps (deterministic DDIM) over falling levels that end at 0 lead instead. */
  stepped(noisy: Tensor2D, sigmas: readonly number[]): Tensor2D;
}

/** Owns two tensors, freed with whatever they were made in. */
export function createGaussianField(tf: Tf, side = 32): GaussianField {
  const basis = tf.tensor2d(cosineBasis(side), [side, side]);
  const variances = fieldVariances(side);
  const deviations = tf.tensor2d(variances.map(Math.sqrt), [side, side]);
  const scaled = (x: Tensor2D, gain: (variance: number) => number): Tensor2D =>
    tf.tidy(() => tf.mul(x, tf.tensor2d(variances.map(gain), [side, side])));
  return {
    side,
    variances,
    coefficientsOf: (image) => tf.tidy(() => tf.matMul(tf.matMul(basis, image), basis, false, true)),
    imageOf: (coefficients) => tf.tidy(() => tf.matMul(tf.matMul(basis, coefficients, true), basis)),
    fromNoise: (noise) => tf.mul(noise, deviations),
    denoised: (noisy, sigma) => scaled(noisy, (variance) => denoiserGain(variance, sigma)),
    flowed: (noisy, sigma) => scaled(noisy, (variance) => flowGain(variance, sigma)),
    stepped: (noisy, sigmas) => scaled(noisy, (variance) => eulerGain(variance, sigmas)),
  };
}

/** Independent standard normals, drawn row by row. */
export function unitNoise(tf: Tf, random: Random, side: number): Tensor2D {
  return tf.tensor2d(
    Float32Array.from({ length: side * side }, () => random.normal()),
    [side, side],
  );
}

/** Orthonormal DCT-II: row k holds sqrt(2/n) cos(pi (i + 1/2) k/n), row 0 divided by the root of 2. */
export function cosineBasis(side: number): Float32Array {
  return Float32Array.from({ length: side * side }, (_, at) => {
    const [k, i] = [Math.floor(at / side), at % side];
    return Math.sqrt((k === 0 ? 1 : 2) / side) * Math.cos((Math.PI * (i + 0.5) * k) / side);
  });
}

/** Proportional to 1/(1 + (|k|/2)²), 0 for the constant, scaled to a mean of 1: that is the variance of a pixel. */
export function fieldVariances(side: number): Float32Array {
  const raw = Float64Array.from({ length: side * side }, (_, at) =>
    at === 0 ? 0 : 1 / (1 + frequencyOf(at, side) ** 2 / 4),
  );
  const sum = raw.reduce((total, value) => total + value, 0);
  return Float32Array.from(raw, (value) => (value * side * side) / sum);
}

/** |k| of the coefficient at a place of the row-by-row order. */
export function frequencyOf(at: number, side: number): number {
  return Math.hypot(Math.floor(at / side), at % side);
}

/** What the exact denoiser multiplies a coefficient of this variance by: Wiener's filter. */
export function denoiserGain(variance: number, sigma: number): number {
  return variance > 0 ? variance / (variance + sigma ** 2) : 0;
}

/** What the probability flow from `sigma` down to 0 multiplies it by. */
export function flowGain(variance: number, sigma: number): number {
  return Math.sqrt(denoiserGain(variance, sigma));
}

/** What Euler steps over `sigmas`, falling and ending at 0, multiply it by; nears `flowGain` with many steps. */
export function eulerGain(variance: number, sigmas: readonly number[]): number {
  return sigmas.slice(1).reduce((gain, next, i) => {
    const kept = denoiserGain(variance, sigmas[i]!);
    return gain * (kept + (next / sigmas[i]!) * (1 - kept));
  }, 1);
}
