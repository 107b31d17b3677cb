/** Procedural handwriting: ten digits as strokes on 12 x 12 pixels. Written for Gloss; nothing is downloaded. */
import type { Random } from '../contract/demo';

export const digitSide = 12;
export const digitPixels = digitSide * digitSide;
export const digitClasses = 10;

type Point = readonly [x: number, y: number];

/** One stroke a digit, x right and y down, in a box of about ±0.65 x ±0.9. */
const strokes: readonly (readonly Point[])[] = (() => {
  const circle = Array.from({ length: 13 }, (_, k): Point => {
    const angle = (2 * Math.PI * k) / 12;
    return [0.6 * Math.cos(angle), 0.9 * Math.sin(angle)];
  });
  const six = points(0.4, -0.9, -0.2, -0.5, -0.55, 0.3, -0.2, 0.9, 0.3, 0.9, 0.55, 0.4, 0.2, 0, -0.5, 0.25);
  return [
    circle,
    points(-0.35, -0.55, 0.05, -0.9, 0.05, 0.9),
    points(-0.55, -0.5, -0.3, -0.85, 0.2, -0.9, 0.55, -0.55, 0.45, -0.1, -0.55, 0.9, 0.6, 0.9),
    points(-0.5, -0.8, 0.1, -0.9, 0.5, -0.5, 0.05, -0.05, 0.55, 0.4, 0.15, 0.9, -0.55, 0.8),
    points(0.25, 0.9, 0.25, -0.9, -0.6, 0.35, 0.65, 0.35),
    points(0.5, -0.9, -0.45, -0.9, -0.5, -0.1, 0.1, -0.2, 0.55, 0.3, 0.2, 0.85, -0.55, 0.85),
    six,
    points(-0.55, -0.9, 0.6, -0.9, -0.1, 0.9),
    points(0, -0.05, -0.45, -0.45, 0, -0.9, 0.45, -0.45, 0, -0.05, -0.55, 0.45, 0, 0.9, 0.55, 0.45, 0, -0.05),
    six.map(([x, y]): Point => [-x, -y]),
  ];
})();

function points(...coordinates: readonly number[]): Point[] {
  return Array.from({ length: coordinates.length / 2 }, (_, i) => [
    coordinates[2 * i]!,
    coordinates[2 * i + 1]!,
  ]);
}

/** The class of sample i. */
export const digitLabel = (i: number): number => i % digitClasses;

/**
 * Draws the next digit: turned, sized, sheared, moved, inked and blurred at random, then pixel noise of standard
 * deviation 0.08. Every digit takes 295 uniforms.
 * @returns 144 pixels in [0, 1], row by row from the top
 */
export function drawDigit(random: Random, label: number): Float32Array {
  const around = (reach: number) => reach * (2 * random.uniform() - 1);
  const turn = around(0.25);
  const scale = 4 + 0.8 * random.uniform();
  const shear = around(0.2);
  const [dx, dy] = [around(1), around(1)];
  const halfWidth = 0.5 + 0.4 * random.uniform();
  const ink = 0.7 + 0.3 * random.uniform();
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  const stroke = strokes[label]!.map(([x, y]): Point => {
    const sheared = x + shear * y;
    return [scale * (cos * sheared - sin * y) + dx, scale * (sin * sheared + cos * y) + dy];
  });
  const middle = (digitSide - 1) / 2;
  return Float32Array.from({ length: digitPixels }, (_, p) => {
    const distance = distanceTo(stroke, (p % digitSide) - middle, Math.floor(p / digitSide) - middle);
    return clip(ink * clip(halfWidth + 0.5 - distance) + 0.08 * random.normal());
  });
}

/** Uniforms that one digit takes: seven for its shape, two for each normal. */
const drawsPerDigit = 7 + 2 * digitPixels;
/** By how much the state of the generator grows with every uniform. */
const stateStep = 0x6d2b79f5;

/** The generator `seed` as it is before digit `index` of its series, without drawing the others. */
export function seedOfDigit(seed: number, index: number): number {
  return (seed + Math.imul(index * drawsPerDigit, stateStep)) >>> 0;
}

function distanceTo(stroke: readonly Point[], x: number, y: number): number {
  let least = Infinity;
  for (let i = 1; i < stroke.length; i++) {
    const [[ax, ay], [bx, by]] = [stroke[i - 1]!, stroke[i]!];
    const [ux, uy] = [bx - ax, by - ay];
    const along = clip(((x - ax) * ux + (y - ay) * uy) / (ux * ux + uy * uy));
    least = Math.min(least, Math.hypot(x - ax - along * ux, y - ay - along * uy));
  }
  return least;
}

function clip(value: number): number {
  return Math.min(Math.max(value, 0), 1);
}
