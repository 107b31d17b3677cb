/** Analogies of faces whose answer is known, because the faces are drawn. */
import type { Random, Tf } from '../contract/demo';
import { mean } from '../metrics/summary';
import { cosine, meanRow, plusRow, rowOf } from '../models/rows';
import { rmsError } from '../models/sprite-meter';
import {
  drawFactors,
  facePixels,
  renderFaces,
  withFactorInAll,
  type FactorName,
} from '../models/sprite-renderer';
import { decodeFaces, encodeFaces, spriteLatents, type Vae } from '../models/sprite-vae';

export const pairCount = 100;
const seeds = { a: 51, c: 52 };

/** Pixels of many faces and their codes, row by row. */
export interface Faces {
  readonly pixels: Float32Array;
  readonly codes: Float32Array;
}

/** A with and without an attribute, C without it, and the answer: C with it. */
export interface Analogies {
  readonly with: Faces;
  readonly without: Faces;
  readonly c: Faces;
  readonly target: Faces;
}

export const faceOf = (pixels: Float32Array, i: number): Float32Array => rowOf(pixels, facePixels, i);
const codeOf = (codes: Float32Array, i: number): Float32Array => rowOf(codes, spriteLatents, i);

export function facesOf(tf: Tf, vae: Vae, factors: Float32Array): Faces {
  const pixels = renderFaces(factors);
  return { pixels, codes: encodeFaces(tf, vae, pixels) };
}

/** A hundred analogies about one attribute. */
export function drawAnalogies(
  tf: Tf,
  vae: Vae,
  random: (seed: number) => Random,
  name: FactorName,
): Analogies {
  const a = drawFactors(random(seeds.a), pairCount);
  const c = drawFactors(random(seeds.c), pairCount);
  const faces = (factors: Float32Array, value: number) =>
    facesOf(tf, vae, withFactorInAll(factors, name, value));
  return { with: faces(a, 1), without: faces(a, -1), c: faces(c, -1), target: faces(c, 1) };
}

/** C plus `alpha` times the difference, of codes and of pixels, and what the decoder makes of the answers' codes. */
export interface Answers {
  readonly codes: Float32Array;
  readonly latent: Float32Array;
  readonly pixel: Float32Array;
  readonly floor: Float32Array;
}

export function answersOf(
  tf: Tf,
  vae: Vae,
  { with: a, without: b, c, target }: Analogies,
  alpha: number,
): Answers {
  const codes = sum(c.codes, a.codes, b.codes, alpha);
  return {
    codes,
    latent: decodeFaces(tf, vae, codes),
    pixel: sum(c.pixels, a.pixels, b.pixels, alpha).map((value) => Math.min(Math.max(value, 0), 1)),
    floor: decodeFaces(tf, vae, target.codes),
  };
}

function sum(c: Float32Array, a: Float32Array, b: Float32Array, alpha: number): Float32Array {
  return c.map((value, i) => value + alpha * (a[i]! - b[i]!));
}

/** Root mean squared error of each face to the one that it should be. */
export function errorsOf(faces: Float32Array, truth: Float32Array): number[] {
  return Array.from({ length: faces.length / facePixels }, (_, i) =>
    rmsError(faceOf(faces, i), faceOf(truth, i)),
  );
}

/** Mean error over all faces when a share of one vector is added to the codes of C. */
export function errorOfVector(
  tf: Tf,
  vae: Vae,
  { c, target }: Pick<Analogies, 'c' | 'target'>,
  vector: ArrayLike<number>,
  share: number,
): number {
  return mean(errorsOf(decodeFaces(tf, vae, plusRow(c.codes, vector, share)), target.pixels));
}

/** Cosine of each pair's offset to the mean of all offsets. */
export function offsetCosines({ with: a, without: b }: Analogies): number[] {
  const offsets = a.codes.map((value, i) => value - b.codes[i]!);
  const average = meanRow(offsets, spriteLatents);
  return Array.from({ length: pairCount }, (_, i) => cosine(codeOf(offsets, i), average));
}

/** How many of the hundred answers a search for the nearest of 400 codes finds. */
export interface Search {
  /** With the three faces of the question among the candidates, and without them. */
  readonly withInputs: number;
  readonly withoutInputs: number;
  /** The nearest code is one of the question. */
  readonly inputReturned: number;
}

/** Looks up the codes of answers among the targets, C, and A with and without the attribute. */
export function searchNearest(queries: Float32Array, { with: a, without: b, c, target }: Analogies): Search {
  const candidates = [target.codes, c.codes, a.codes, b.codes];
  const counts = { withInputs: 0, withoutInputs: 0, inputReturned: 0 };
  for (let i = 0; i < pairCount; i++) {
    const own = candidates.map((codes) => squaredDistance(queries, i, codes, i));
    const input = Math.min(...own.slice(1));
    let other = Infinity;
    for (const codes of candidates)
      for (let j = 0; j < pairCount; j++)
        if (j !== i) other = Math.min(other, squaredDistance(queries, i, codes, j));
    if (own[0]! < Math.min(input, other)) counts.withInputs += 1;
    if (own[0]! < other) counts.withoutInputs += 1;
    if (input < Math.min(own[0]!, other)) counts.inputReturned += 1;
  }
  return counts;
}

/** Between code `i` of `a` and code `j` of `b`. */
function squaredDistance(a: Float32Array, i: number, b: Float32Array, j: number): number {
  let total = 0;
  for (let k = 0; k < spriteLatents; k++)
    total += (a[i * spriteLatents + k]! - b[j * spriteLatents + k]!) ** 2;
  return total;
}
