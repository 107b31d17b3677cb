/** Six ways to lead the codes of faces to a smile, and what is measured of them. */
import type { Tensor2D } from '@tensorflow/tfjs-core';
import type { Tf } from '../contract/demo';
import { norm } from '../latent-space-interpolation/paths';
import { fitFactors, type FittedFactors } from '../models/sprite-meter';
import { facePixels, factorCount } from '../models/sprite-renderer';
import { decodeFaces, spriteLatents, type Vae } from '../models/sprite-vae';
import { descend, soughtFactor, type Objective, type Scorer } from './objective';

export const ways = {
  maximise: 'as much as possible',
  reach: 'reach the target',
  keep: 'reach it, keep the rest',
  stay: 'and stay near the start',
  straight: 'a straight line',
  short: 'reach it with short codes',
} as const;
export type Way = keyof typeof ways;
export const wayNames = Object.keys(ways) as Way[];

const nearWeight = 0.02;
const shortWeight = 0.15;
/** The straight line is searched this far, by halving. */
const farthest = 6;
const halvings = 14;

export interface Settings {
  readonly target: number;
  readonly keep: number;
  readonly rate: number;
  readonly steps: number;
}

/** Codes of all faces, six a face, after each step; the first are those of the start. */
export type Journey = readonly Float32Array[];

export function objectiveFor(way: Exclude<Way, 'straight'>, { target, keep }: Settings): Objective {
  const none = { keep: 0, near: 0, short: 0 };
  switch (way) {
    case 'maximise':
      return none;
    case 'reach':
      return { ...none, target };
    case 'keep':
      return { ...none, target, keep };
    case 'stay':
      return { ...none, target, keep, near: nearWeight };
    case 'short':
      return { ...none, target, short: shortWeight };
  }
}

export async function descentJourney(
  tf: Tf,
  scorer: Scorer,
  way: Exclude<Way, 'straight'>,
  start: Tensor2D,
  settings: Settings,
  report: () => Promise<void>,
): Promise<Journey> {
  const journey: Float32Array[] = [start.dataSync<'float32'>().slice()];
  const { rate, steps } = settings;
  await descend(tf, scorer, objectiveFor(way, settings), start, rate, steps, async (codes, step) => {
    journey.push(codes);
    if (step % 5 === 0) await report();
  });
  return journey;
}

/**
 * Along one direction, for each face just as far as the measured factor needs to pass the target; as far as it was
 * searched where it never does. The way there is cut into `steps` equal parts.
 */
export async function straightJourney(
  tf: Tf,
  vae: Vae,
  start: Float32Array,
  direction: Float64Array,
  { target, steps }: Settings,
  report: () => Promise<void>,
): Promise<Journey> {
  const count = start.length / spriteLatents;
  const isBehind = measuredSmiles(tf, vae, start).map((smile) => smile < target);
  const sign = isBehind.map((behind) => (behind ? 1 : -1));
  const low = new Float64Array(count);
  const high = new Float64Array(count).fill(farthest);
  for (let i = 0; i < halvings; i++) {
    const middle = low.map((value, n) => (value + high[n]!) / 2);
    const smiles = measuredSmiles(
      tf,
      vae,
      movedAlong(
        start,
        direction,
        middle.map((a, n) => a * sign[n]!),
      ),
    );
    smiles.forEach((smile, n) => {
      if (smile < target === isBehind[n]) low[n] = middle[n]!;
      else high[n] = middle[n]!;
    });
    await report();
  }
  return Array.from({ length: steps + 1 }, (_, step) =>
    movedAlong(
      start,
      direction,
      high.map((alpha, n) => (alpha * sign[n]! * step) / steps),
    ),
  );
}

function movedAlong(codes: Float32Array, direction: Float64Array, shares: Float64Array): Float32Array {
  return codes.map(
    (value, i) => value + shares[Math.floor(i / spriteLatents)]! * direction[i % spriteLatents]!,
  );
}

const measuredSmiles = (tf: Tf, vae: Vae, codes: Float32Array): number[] =>
  measureFaces(tf, vae, codes).map(({ factors }) => factors[soughtFactor]!);

/** The nearest drawable face of each decoded code. */
export function measureFaces(tf: Tf, vae: Vae, codes: Float32Array): FittedFactors[] {
  if (codes.length === 0) return [];
  const faces = decodeFaces(tf, vae, codes);
  return Array.from({ length: faces.length / facePixels }, (_, n) =>
    fitFactors(faces.subarray(n * facePixels, (n + 1) * facePixels)),
  );
}

/** Means over the faces. */
export interface Outcome {
  readonly norm: number;
  readonly smile: number;
  /** How far the four other factors moved, each counted alike. */
  readonly leak: number;
  readonly residual: number;
}

export function outcomeOf(
  codes: Float32Array,
  faces: readonly FittedFactors[],
  before: readonly FittedFactors[],
): Outcome {
  const mean = (value: (face: FittedFactors, n: number) => number) =>
    faces.reduce((sum, face, n) => sum + value(face, n), 0) / faces.length;
  return {
    norm: mean((_, n) => norm(codes.subarray(n * spriteLatents, (n + 1) * spriteLatents))),
    smile: mean(({ factors }) => factors[soughtFactor]!),
    leak: mean((face, n) => leakOf(face, before[n]!)),
    residual: mean(({ residual }) => residual),
  };
}

/** Mean change of the four factors that were to stay. */
export function leakOf(face: FittedFactors, before: FittedFactors): number {
  const moved = Array.from(face.factors, (value, k) =>
    k === soughtFactor ? 0 : Math.abs(value - before.factors[k]!),
  );
  return moved.reduce((sum, value) => sum + value, 0) / (factorCount - 1);
}
