/** The scaling law behind a sweep: two power laws, found on a grid of exponents. */
import type { Coefficients } from './laws';

export interface Measured {
  readonly params: number;
  readonly tokens: number;
  /** Loss above the floor; > 0. */
  readonly excess: number;
}

export interface Fit extends Pick<Coefficients, 'a' | 'alpha' | 'b' | 'beta'> {
  /** Root mean square of the relative errors. */
  readonly error: number;
}

const exponents = Array.from({ length: 76 }, (_, i) => Math.round((0.1 + 0.02 * i) * 100) / 100);

export const fitted = ({ a, alpha, b, beta }: Omit<Fit, 'error'>, params: number, tokens: number): number =>
  a * params ** -alpha + b * tokens ** -beta;

/**
 * For each pair of exponents least squares of the relative error in A and B; the best pair with both above zero.
 * Nothing where none has.
 */
export function fitLaw(points: readonly Measured[]): Fit | undefined {
  let best: Fit | undefined;
  for (const alpha of exponents)
    for (const beta of exponents) {
      const solved = amplitudes(points, alpha, beta);
      if (!solved) continue;
      const law = { ...solved, alpha, beta };
      const squares = points.reduce(
        (sum, { params, tokens, excess }) => sum + (fitted(law, params, tokens) / excess - 1) ** 2,
        0,
      );
      const error = Math.sqrt(squares / points.length);
      if (!best || error < best.error) best = { ...law, error };
    }
  return best;
}

/** Solves the 2 x 2 normal equations of x·A + y·B = 1 with x = N^-α / excess and y = D^-β / excess. */
function amplitudes(
  points: readonly Measured[],
  alpha: number,
  beta: number,
): { readonly a: number; readonly b: number } | undefined {
  let [xx, xy, yy, sx, sy] = [0, 0, 0, 0, 0];
  for (const { params, tokens, excess } of points) {
    const x = params ** -alpha / excess;
    const y = tokens ** -beta / excess;
    xx += x * x;
    xy += x * y;
    yy += y * y;
    sx += x;
    sy += y;
  }
  const determinant = xx * yy - xy * xy;
  const a = (sx * yy - sy * xy) / determinant;
  const b = (sy * xx - sx * xy) / determinant;
  return a > 0 && b > 0 ? { a, b } : undefined;
}
