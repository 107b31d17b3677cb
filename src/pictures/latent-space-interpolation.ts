/** A straight line and the great circle between two codes, and faces decoded on the way, one of them at the user's t. */
import { oppositeFaces } from '../demos/latent-space-interpolation/faces';
import { evenTimes, lerp, lerpLength, timesThrough } from '../demos/latent-space-interpolation/paths';
import { decodeFace, encodeFace } from '../demos/models/sprite-code';
import { renderFace } from '../demos/models/sprite-renderer';
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { facePicture } from './draw/faces';
import { renderSvg, type Point, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

const shownFaces = 5;
const textSide = 176;
const gap = 4;
/** Codes so far beyond the ends are none that a decoder has seen. */
const farthest = 2;

/** The place on the path that the code gives; nothing where it is no number, or far beyond both ends. */
export function placeOf({ roles, defaults }: Pick<PictureInput, 'roles' | 'defaults'>): number | undefined {
  const t = roles['t'] ?? defaults['t'];
  return typeof t === 'number' && Math.abs(t - 0.5) <= farthest ? t : undefined;
}

const isBetween = (t: number): boolean => t >= 0 && t <= 1;

/** Times from end to end with `t` among them; beyond the ends, as far as `t`. */
function timesAround(t: number): number[] {
  if (isBetween(t)) return timesThrough(t, shownFaces);
  const [from, to] = [Math.min(0, t), Math.max(1, t)];
  return evenTimes(shownFaces).map((share) => (share === 1 ? to : from + share * (to - from)));
}

let codes: readonly [Float32Array, Float32Array] | undefined;

function faceAt(t: number): Float32Array {
  codes ??= [encodeFace(renderFace(oppositeFaces[0])), encodeFace(renderFace(oppositeFaces[1]))];
  return decodeFace(lerp(codes[0], codes[1], t));
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly side: number;
}

/** Independent codes of many numbers stand at a right angle: a quarter of a circle, and its chord. */
function paths(t: number, { x, y, side }: Box, palette: Palette): Shape[] {
  const radius = side - 8;
  const on = (a: number, b: number): Point => [x + 4 + radius * a, y + side - 4 - radius * b];
  const arc = (share: number): Point => on(Math.cos((share * Math.PI) / 2), Math.sin((share * Math.PI) / 2));
  const chord = (share: number): Point => on(1 - share, share);
  const dot = ([cx, cy]: Point, fill: string): Shape => ({ kind: 'circle', x: cx, y: cy, radius: 3, fill });
  return [
    { kind: 'path', points: evenTimes(17).map(arc), stroke: palette.accent, strokeWidth: 1.5 },
    { kind: 'path', points: [chord(0), chord(1)], stroke: palette.foreground, dashed: true },
    { kind: 'path', points: [on(0, 0), arc(t)], stroke: palette.muted },
    dot(on(0, 0), palette.muted),
    dot(chord(t), palette.foreground),
    dot(arc(t), palette.accent),
  ];
}

/** Faces from end to end, the one at `t` framed. */
function film(t: number, { x, y, side }: Box, palette: Palette): Shape[] {
  return timesAround(t).flatMap((time, i): Shape[] => {
    const left = x + i * (side + gap);
    const frame: Shape = {
      kind: 'rect',
      x: left - 1,
      y: y - 1,
      width: side + 2,
      height: side + 2,
      stroke: palette.accent,
      strokeWidth: 2,
    };
    return [facePicture(left, y, side, faceAt(time)), ...(time === t ? [frame] : [])];
  });
}

function facts(t: number): readonly [string, string] {
  if (!isBetween(t)) return [`t = ${formatNumber(t)}: beyond the ends`, 'the code leaves the data'];
  const kept = formatNumber(Number((100 * lerpLength(t)).toPrecision(3)), 3);
  return [`t = ${formatNumber(t)}: lerp keeps ${kept} %`, 'of noise length, slerp 100 %'];
}

/** Paths, words and faces beside each other; where it is high enough, the faces below the others. */
function layout(
  { width, height }: PictureInput,
  withPaths: boolean,
): { paths: Box; words?: Point; film: Box } {
  const isBlock = height >= 100;
  const top = isBlock ? Math.min(64, height * 0.42) : height;
  const pathSide = withPaths ? top : 0;
  const hasWords = isBlock || width >= 400;
  const words: Point = [pathSide + 6, top / 2 - 4];
  const start = isBlock ? 2 : pathSide + (hasWords ? textSide : 8);
  const room = isBlock ? height - top - 6 : height - 4;
  const side = Math.floor(Math.min(room, (width - start - 2) / shownFaces - gap));
  const x = isBlock ? start : width - shownFaces * (side + gap);
  const y = isBlock ? top + 4 : (height - side) / 2;
  return {
    paths: { x: 0, y: 0, side: pathSide },
    words: hasWords ? words : undefined,
    film: { x, y, side },
  };
}

const draw: Draw = (input) => {
  const t = placeOf(input);
  if (t === undefined) return undefined;
  const { width, height, palette } = input;
  const places = layout(input, isBetween(t));
  if (!(places.film.side > 0)) return undefined;
  const lines = facts(t);
  const { words } = places;
  const svg = renderSvg(width, height, [
    ...(isBetween(t) ? paths(t, places.paths, palette) : []),
    ...(words ? lines : []).map((text, i): Shape => {
      const fill = i === 0 ? palette.foreground : palette.muted;
      return { kind: 'text', x: words![0], y: words![1] + 16 * i, text, size: 11, fill, bold: i === 0 };
    }),
    ...film(t, places.film, palette),
  ]);
  if (svg === undefined) return undefined;
  return { svg, text: `Five faces from one code to another, one of them at t. ${lines.join(' ')}.` };
};

export default Object.assign(draw, { optional: ['threshold', 'frames'] }) satisfies Draw;
