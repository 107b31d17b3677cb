/** What can be known exactly: with a and b normal and Gaussian noise, the posterior of both is Gaussian. */
import { omega, type Oscillation } from './oscillation';

export interface Observed {
  readonly t: readonly number[];
  readonly x: readonly number[];
}

export interface ExactPosterior {
  readonly mean: Oscillation;
  /** Standard deviation of the noise-free value at t. */
  sdAt(t: number): number;
}

/** @param noise standard deviation of the noise on an observation, above 0 */
export function exactPosterior({ t, x }: Observed, noise: number): ExactPosterior {
  // Precision Λ = I + Σ φφᵀ/σ² with φ = (cos ωt, sin ωt), and Σ φx/σ².
  let [aa, ab, bb, ax, bx] = [1, 0, 1, 0, 0];
  t.forEach((time, i) => {
    const [c, s] = [Math.cos(omega * time), Math.sin(omega * time)];
    aa += c ** 2 / noise ** 2;
    ab += (c * s) / noise ** 2;
    bb += s ** 2 / noise ** 2;
    ax += (c * x[i]!) / noise ** 2;
    bx += (s * x[i]!) / noise ** 2;
  });
  const determinant = aa * bb - ab ** 2;
  return {
    mean: { a: (bb * ax - ab * bx) / determinant, b: (aa * bx - ab * ax) / determinant },
    sdAt: (time) => {
      const [c, s] = [Math.cos(omega * time), Math.sin(omega * time)];
      return Math.sqrt((bb * c ** 2 - 2 * ab * c * s + aa * s ** 2) / determinant);
    },
  };
}
