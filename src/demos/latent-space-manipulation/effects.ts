/** What moving along a direction does to faces, measured on their pictures. */
import type { Tf } from '../contract/demo';
import { mean } from '../metrics/summary';
import { plusRow, rowOf } from '../models/rows';
import { fitFactors, type FittedFactors } from '../models/sprite-meter';
import { factorCount, facePixels } from '../models/sprite-renderer';
import { decodeFaces, type Vae } from '../models/sprite-vae';

/** Fits between two reports. */
const fitsPerReport = 4;

export type Report = () => Promise<void>;

/** Reads the factors of the faces of codes, some at a time. */
export async function measureFaces(
  tf: Tf,
  vae: Vae,
  codes: Float32Array,
  report: Report,
): Promise<FittedFactors[]> {
  const faces = decodeFaces(tf, vae, codes);
  const fits: FittedFactors[] = [];
  for (let i = 0; i < faces.length / facePixels; i++) {
    fits.push(fitFactors(rowOf(faces, facePixels, i)));
    if (fits.length % fitsPerReport === 0) await report();
  }
  return fits;
}

/** Mean size of the change of each factor from one set of fits to another. */
export function changesBetween(from: readonly FittedFactors[], to: readonly FittedFactors[]): number[] {
  return Array.from({ length: factorCount }, (_, k) =>
    mean(to.map(({ factors }, i) => Math.abs(factors[k]! - from[i]!.factors[k]!))),
  );
}

/** Changes of the factors from `-reach` to `reach` along a direction. */
export async function spanOf(
  tf: Tf,
  vae: Vae,
  codes: Float32Array,
  direction: Float64Array,
  reach: number,
  report: Report,
): Promise<number[]> {
  const low = await measureFaces(tf, vae, plusRow(codes, direction, -reach), report);
  const high = await measureFaces(tf, vae, plusRow(codes, direction, reach), report);
  return changesBetween(low, high);
}

/** Share of the change that falls on one factor: 1 for a pure handle, one fifth for an even mixture. */
export function purity(changes: readonly number[]): number {
  return Math.max(...changes) / changes.reduce((sum, change) => sum + change, 0);
}

/** The factor that a direction moves most. */
export function mainFactor(changes: readonly number[]): number {
  return changes.indexOf(Math.max(...changes));
}

export interface Effect {
  /** Mean signed change of the main factor. */
  readonly change: number;
  /** Mean size of the change of each factor, and the mean over those that are not meant. */
  readonly sizes: readonly number[];
  readonly leak: number;
  /** How unlike any face the results are. */
  readonly residual: number;
}

/** The effect of one step on faces whose factors were `before`. */
export async function effectOf(
  tf: Tf,
  vae: Vae,
  codes: Float32Array,
  direction: Float64Array,
  alpha: number,
  main: number,
  before: readonly FittedFactors[],
  report: Report,
): Promise<Effect> {
  const after = await measureFaces(tf, vae, plusRow(codes, direction, alpha), report);
  const sizes = changesBetween(before, after);
  return {
    change: mean(after.map(({ factors }, i) => factors[main]! - before[i]!.factors[main]!)),
    sizes,
    leak: mean(sizes.filter((_, k) => k !== main)),
    residual: mean(after.map(({ residual }) => residual)),
  };
}
