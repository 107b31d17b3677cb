/** A Gaussian pulse: how much light falls where, and how large a hole that makes. Micrometres, nanojoules, J/cm². */

/** Thermal diffusivity of chrome, µm² in a µs. */
const diffusivity = 29;

export interface Beam {
  /** Radius at 1/e², and the one that the heated spot has after the pulse. */
  readonly w0: number;
  readonly heated: number;
}

/** @param pulse length in µs, in which heat spreads: w² = w₀² + 8·D·τ */
export const beamOf = (w0: number, pulse: number): Beam => ({
  w0,
  heated: Math.sqrt(w0 * w0 + 8 * diffusivity * pulse),
});

/** Deviation of the Gaussian by which heat blurs the pulse. */
export const blurOf = (pulse: number): number => Math.sqrt(2 * diffusivity * pulse);

/** Peak fluence 2E/(πw₀²); 1 nJ/µm² is 0.1 J/cm². */
export const peakFluence = (energy: number, w0: number): number => (0.2 * energy) / (Math.PI * w0 * w0);

/** Energy whose peak is this fluence. */
export const energyFor = (fluence: number, w0: number): number => (Math.PI * w0 * w0 * fluence) / 0.2;

/** Radius of the hole, of a pulse whose peak is `ratio` times the threshold; 0 where it makes none. */
export function holeRadius({ w0, heated }: Beam, ratio: number): number {
  const left = ratio * (w0 / heated) ** 2;
  return left > 1 ? heated * Math.sqrt(0.5 * Math.log(left)) : 0;
}

export interface LiuFit {
  readonly w0: number;
  readonly thresholdEnergy: number;
  readonly threshold: number;
}

/**
 * D² = 2w₀²·ln(E/E_th) by least squares over ln E (Liu 1982). Nothing for fewer than two holes.
 * @param holes energy and diameter of each
 */
export function liuFit(
  holes: readonly { readonly energy: number; readonly diameter: number }[],
): LiuFit | undefined {
  if (holes.length < 2) return undefined;
  const x = holes.map(({ energy }) => Math.log(energy));
  const y = holes.map(({ diameter }) => diameter * diameter);
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  const slope =
    x.reduce((sum, value, i) => sum + (value - mx) * (y[i]! - my), 0) /
    x.reduce((sum, value) => sum + (value - mx) ** 2, 0);
  if (!(slope > 0)) return undefined;
  const w0 = Math.sqrt(slope / 2);
  const thresholdEnergy = Math.exp(mx - my / slope);
  return { w0, thresholdEnergy, threshold: peakFluence(thresholdEnergy, w0) };
}
