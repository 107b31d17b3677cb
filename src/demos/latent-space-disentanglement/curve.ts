/** What the weight of the KL term does to this demo's network, measured once: five seeds, 4 latents, 1500 steps, WASM. */

export interface BetaPoint {
  readonly beta: number;
  /** Mutual information gap: mean over the seeds, least and greatest. */
  readonly gap: { readonly mean: number; readonly least: number; readonly greatest: number };
  /** Squared error of a reconstruction, summed over 256 pixels: mean over the seeds. */
  readonly error: number;
}

const point = (beta: number, mean: number, least: number, greatest: number, error: number): BetaPoint => ({
  beta,
  gap: { mean, least, greatest },
  error,
});

export const betaCurve: readonly BetaPoint[] = [
  point(0, 0.131, 0.07, 0.17, 0.073),
  point(0.25, 0.138, 0.07, 0.21, 0.09),
  point(0.5, 0.145, 0.09, 0.22, 0.107),
  point(1, 0.19, 0.1, 0.3, 0.138),
  point(2, 0.322, 0.22, 0.58, 0.185),
  point(4, 0.454, 0.4, 0.52, 0.326),
  point(8, 0.316, 0.27, 0.36, 1.035),
  point(16, 0.18, 0.13, 0.21, 1.999),
  point(32, 0.029, 0.01, 0.06, 3.432),
];
