/** Faces of 16 x 16 pixels, drawn from five known factors. Written for Gloss; nothing is downloaded. */
import type { Random } from '../contract/demo';

export const faceSide = 16;
export const facePixels = faceSide * faceSide;
/** In the order of every factor vector. Each goes from -1 to 1. */
export const factorNames = ['turn', 'size', 'smile', 'glasses', 'hair'] as const;
export type FactorName = (typeof factorNames)[number];
export const factorCount = factorNames.length;
/** Place of each factor in a vector. */
export const factorIndex: Readonly<Record<FactorName, number>> = {
  turn: 0,
  size: 1,
  smile: 2,
  glasses: 3,
  hair: 4,
};

/** Seeds of the sets that training, metrics and labelled examples are drawn from. */
export const trainingFaces = { count: 6000, seed: 1 } as const;
export const evaluationFaces = { count: 2000, seed: 2 } as const;
export const labelledFaces = { count: 2000, seed: 3 } as const;

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** One lens of the glasses, at a place relative to its middle. */
const lensAt = (x: number, y: number): number => sigmoid(3 * (1.9 - Math.sqrt(x * x + y * y)));

/** What a column of pixels has in common. @param x from the middle of the face */
function columnOf(x: number) {
  return {
    x,
    eyes: Math.exp(-((x - 2.2) ** 2) / 0.98) + Math.exp(-((x + 2.2) ** 2) / 0.98),
    mouth: sigmoid(6 * (1.05 - Math.abs(x / 3))),
    bar: sigmoid(3 * (4.5 - Math.abs(x))),
  };
}

/**
 * Draws a face. The head turns and grows, the mouth bends, glasses and hair come and go; every factor may be fractional
 * and a little outside [-1, 1], where a pixel may then leave [0, 1] by a few hundredths.
 * @param factors turn, size, smile, glasses, hair
 * @param into 256 pixels to write to
 * @returns pixels in [0, 1], row by row from the top
 */
export function renderFace(
  factors: ArrayLike<number>,
  into: Float32Array = new Float32Array(facePixels),
): Float32Array {
  const [turn, size, smile] = [factors[0]!, factors[1]!, factors[2]!];
  const glasses = 0.5 + 0.5 * factors[3]!;
  const hair = 0.5 + 0.5 * factors[4]!;
  const [cx, cy] = [8 + 1.8 * turn, 8.5];
  const radius = 5.4 + 0.7 * size;
  const columns = Array.from({ length: faceSide }, (_, j) => columnOf(j + 0.5 - cx));
  for (let i = 0; i < faceSide; i++) {
    const y = i + 0.5 - cy;
    const eyeRow = Math.exp(-((y + 1.2) ** 2) / 0.98);
    const barRow = Math.exp(-((y + 1.2) ** 2) / 0.5);
    const top = sigmoid(3 * (-2.9 - y)) * hair;
    for (let j = 0; j < faceSide; j++) {
      const { x, eyes: eyeColumn, mouth: mouthColumn, bar: barColumn } = columns[j]!;
      const face = sigmoid(2.5 * (radius - Math.sqrt(x * x + y * y + 1e-9)));
      const eyes = Math.min(1, eyeRow * eyeColumn);
      const line = 2.6 - 1.6 * smile * ((x / 3) ** 2 - 0.5);
      const mouth = Math.exp(-((y - line) ** 2) / 1.125) * mouthColumn;
      const lens = Math.min(1, lensAt(x - 2.2, y + 1.2) + lensAt(x + 2.2, y + 1.2));
      const mask = 1 - (1 - lens) * (1 - 0.9 * barRow * barColumn);
      const skin = 0.9 * (1 - 0.8 * eyes) * (1 - 0.9 * mouth) * (1 - 0.9 * glasses * mask);
      into[i * faceSide + j] = face * (skin * (1 - top) + 0.1 * top);
    }
  }
  return into;
}

/**
 * The factors of `count` faces: five uniforms each in [-1, 1], of which glasses keeps the sign alone.
 * @returns row by row, five a face
 */
export function drawFactors(random: Random, count: number): Float32Array {
  const factors = Float32Array.from({ length: count * factorCount }, () => 2 * random.uniform() - 1);
  for (let i = factorIndex.glasses; i < factors.length; i += factorCount)
    factors[i] = factors[i]! < 0 ? -1 : 1;
  return factors;
}

/** The factors of face `i` as a view. */
export function factorsOf(factors: Float32Array, i: number): Float32Array {
  return factors.subarray(i * factorCount, (i + 1) * factorCount);
}

/** The factors of one face with one of them changed. */
export function withFactor(factors: ArrayLike<number>, name: FactorName, value: number): Float32Array {
  const changed = Float32Array.from(factors);
  changed[factorIndex[name]] = value;
  return changed;
}

/**
 * Draws many faces.
 * @param factors row by row, five a face
 * @returns row by row, 256 pixels a face
 */
export function renderFaces(factors: Float32Array): Float32Array {
  const count = factors.length / factorCount;
  const pixels = new Float32Array(count * facePixels);
  for (let i = 0; i < count; i++)
    renderFace(factorsOf(factors, i), pixels.subarray(i * facePixels, (i + 1) * facePixels));
  return pixels;
}

/** A copy of the factors of many faces with one factor the same in all. */
export function withFactorInAll(factors: Float32Array, name: FactorName, value: number): Float32Array {
  return factors.map((old, i) => (i % factorCount === factorIndex[name] ? value : old));
}
