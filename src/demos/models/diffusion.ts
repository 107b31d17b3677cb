/**
 * What samplers of diffusion models share, in coordinates where noise only adds: x = x₀ + σn. A denoiser gives
 * D(x; σ) = E[x₀ | x], the slope of the probability-flow ODE is dx/dσ = (x − D)/σ (Karras et al. 2022). With
 * ᾱ = 1/(1 + σ²) the coordinates of DDPM and Stable Diffusion are x·√ᾱ.
 */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';

/** D(x; σ) at each row; `sigma` is one for all rows. */
export type Denoiser = (x: Tensor2D, sigma: number) => Tensor2D;

export type Solver = 'euler' | 'heun';

/** How a network's answer F is made a denoiser: D = skip·x + out·F(in·x). */
export interface Scales {
  readonly skip: number;
  readonly out: number;
  readonly in: number;
}

/**
 * Noise levels from `largest` down to 0, as many steps as asked for, with the seventh root in equal steps between the
 * largest and the smallest (Karras et al. 2022, equation 5). One step goes from `largest` to 0.
 */
export function karrasGrid(steps: number, largest: number, smallest: number): number[] {
  const root = (sigma: number) => sigma ** (1 / 7);
  const levels = Array.from({ length: steps }, (_, i) =>
    i === 0 ? largest : (root(largest) + (i / (steps - 1)) * (root(smallest) - root(largest))) ** 7,
  );
  return [...levels, 0];
}

/** Scales of a denoiser for data of deviation `deviation` (Karras et al. 2022, table 1). */
export function denoiserScales(sigma: number, deviation: number): Scales {
  const total = sigma ** 2 + deviation ** 2;
  return {
    skip: deviation ** 2 / total,
    out: (sigma * deviation) / Math.sqrt(total),
    in: 1 / Math.sqrt(total),
  };
}

/**
 * Scales of a consistency function: skip 1 and out 0 at `smallest`, so that it leaves the end of a trajectory as it is
 * (Song et al. 2023, appendix C).
 */
export function consistencyScales(sigma: number, deviation: number, smallest: number): Scales {
  const total = sigma ** 2 + deviation ** 2;
  return {
    skip: deviation ** 2 / ((sigma - smallest) ** 2 + deviation ** 2),
    out: ((sigma - smallest) * deviation) / Math.sqrt(total),
    in: 1 / Math.sqrt(total),
  };
}

/**
 * From one noise level to another along the slope at x: D + (to/from)·(x − D). This is the deterministic step of DDIM
 * (Song, Meng and Ermon 2021) in these coordinates. Levels may be columns with one for each row.
 * @param ratio the level to go to, divided by the one of x
 */
export function ddimStep(tf: Tf, x: Tensor2D, denoised: Tensor2D, ratio: number | Tensor2D): Tensor2D {
  return tf.tidy(() => tf.add(denoised, tf.mul(tf.sub(x, denoised), ratio)) as Tensor2D);
}

/** The mean of the slopes at both ends; a plain step where it ends without noise. */
export function heunStep(tf: Tf, denoise: Denoiser, x: Tensor2D, from: number, to: number): Tensor2D {
  return tf.tidy(() => {
    const first = denoise(x, from);
    const guess = ddimStep(tf, x, first, to / from);
    if (to === 0) return guess;
    const slope = tf.div(tf.sub(x, first), from);
    const slopeThere = tf.div(tf.sub(guess, denoise(guess, to)), to);
    return tf.add(x, tf.mul(tf.add(slope, slopeThere), (to - from) / 2)) as Tensor2D;
  });
}

/** Follows the ODE over falling noise levels; `start` is at the first of them and stays. */
export function followOde(
  tf: Tf,
  denoise: Denoiser,
  start: Tensor2D,
  sigmas: readonly number[],
  solver: Solver,
): Tensor2D {
  return tf.tidy(() =>
    sigmas.slice(1).reduce((x, to, i) => {
      const from = sigmas[i]!;
      return solver === 'heun'
        ? heunStep(tf, denoise, x, from, to)
        : tf.tidy(() => ddimStep(tf, x, denoise(x, from), to / from));
    }, tf.clone(start)),
  );
}
