/** Attribute vectors from examples: the mean code with the attribute minus the mean code without. */
import type { Random, Tf } from '../contract/demo';
import { mean } from '../metrics/summary';
import { meanRow } from '../models/rows';
import {
  drawFactors,
  factorCount,
  factorIndex,
  facePixels,
  withFactorInAll,
  type FactorName,
} from '../models/sprite-renderer';
import { spriteLatents, type Vae } from '../models/sprite-vae';
import { errorOfVector, facesOf, type Analogies, type Faces } from './analogy';

const poolSeed = 61;
const poolSide = 1000;
const mostDraws = 20;
const facesPerStep = 250;
const judged = 40;
/** A factor counts as there above this, and as absent below its negative. */
const threshold = 1 / 3;

/** Codes of unpaired faces with and without an attribute. */
export interface Pool {
  readonly with: Float32Array;
  readonly without: Float32Array;
}

/** A thousand faces a side, no face on both; drawn in steps, since it takes a while. */
export async function drawPool(
  tf: Tf,
  vae: Vae,
  random: (seed: number) => Random,
  name: FactorName,
  report: (share: number) => Promise<void>,
): Promise<Pool> {
  const factors = drawFactors(random(poolSeed), 2 * poolSide);
  const codes = new Float32Array(2 * poolSide * spriteLatents);
  for (let from = 0; from < 2 * poolSide; from += facesPerStep) {
    const some = factors.slice(from * factorCount, (from + facesPerStep) * factorCount);
    const faces = facesOf(tf, vae, withFactorInAll(some, name, from < poolSide ? 1 : -1));
    codes.set(faces.codes, from * spriteLatents);
    await report((from + facesPerStep) / (2 * poolSide));
  }
  const half = poolSide * spriteLatents;
  return { with: codes.subarray(0, half), without: codes.subarray(half) };
}

/** The vector of `n` faces a side, beginning with face `from` of the pool. */
export function poolVector(pool: Pool, n: number, from = 0): Float64Array {
  const inside = (i: number) => i >= from && i < from + n;
  const without = meanRow(pool.without, spriteLatents, inside);
  return meanRow(pool.with, spriteLatents, inside).map((value, k) => value - without[k]!);
}

/** The first analogies alone, which is enough for a mean over draws. */
function some({ c, target }: Analogies): Pick<Analogies, 'c' | 'target'> {
  const first = ({ pixels, codes }: Faces): Faces => ({
    pixels: pixels.subarray(0, judged * facePixels),
    codes: codes.subarray(0, judged * spriteLatents),
  });
  return { c: first(c), target: first(target) };
}

/** Mean error of a share of vectors of `n` faces a side, over up to twenty draws that share no face. */
export function exemplarError(
  tf: Tf,
  vae: Vae,
  analogies: Analogies,
  pool: Pool,
  n: number,
  share: number,
): number {
  const draws = Math.min(mostDraws, Math.floor(poolSide / n));
  return mean(
    Array.from({ length: draws }, (_, d) =>
      errorOfVector(tf, vae, some(analogies), poolVector(pool, n, d * n), share),
    ),
  );
}

/** Difference of class means of faces that were labelled, not drawn in pairs. @param codes six a face */
export function classMeanVector(factors: Float32Array, codes: Float32Array, name: FactorName): Float64Array {
  const value = (i: number) => factors[i * factorCount + factorIndex[name]]!;
  const absent = meanRow(codes, spriteLatents, (i) => value(i) < -threshold);
  return meanRow(codes, spriteLatents, (i) => value(i) > threshold).map((there, k) => there - absent[k]!);
}
