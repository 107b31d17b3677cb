/** A face that is led to a smile with the steps of the code: its score step by step, and what it looks like. */
import { plainDescent, type Place } from '../demos/latent-space-navigation/plain-descent';
import { decodeFace, encodeFace } from '../demos/models/sprite-code';
import { renderFace } from '../demos/models/sprite-renderer';
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import type { Area } from './draw/bars';
import { facePicture } from './draw/faces';
import { pixelOf, type Plane } from './draw/plane';
import { renderSvg, type Point, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

const startFactors = [-0.3, 0.2, -0.6, -1, 0.4];
const usual = { target: 0.9, keep: 2, rate: 0.1, steps: 80 };
/** Of more steps so many are computed, each as much longer, up to a size at which descent still converges. */
const mostSteps = 60;
const greatestRate = 0.3;
const shownFaces = 4;
const textSide = 178;
const gap = 4;

export type Walk = typeof usual;

/** What the code sets, the demo's values for the rest; nothing where a value is none that a descent can have. */
export function walkOf({ roles, defaults }: Pick<PictureInput, 'roles' | 'defaults'>): Walk | undefined {
  const read = (role: keyof Walk): unknown => roles[role] ?? defaults[role] ?? usual[role];
  const [target, keep, rate, steps] = [read('target'), read('keep'), read('rate'), read('steps')];
  const within = (value: unknown, least: number, most: number): value is number =>
    typeof value === 'number' && value >= least && value <= most;
  if (!within(target, -3, 3) || !within(keep, 0, 100) || !within(rate, 1e-6, 0.5)) return undefined;
  if (!within(steps, 1, 1e6) || !Number.isInteger(steps) || roles['sigma'] !== undefined) return undefined;
  return { target, keep, rate, steps };
}

let start: Float32Array | undefined;

/** The start and every step that is computed. */
function pathOf({ target, keep, rate, steps }: Walk): Place[] {
  start ??= encodeFace(renderFace(startFactors));
  const count = Math.min(steps, mostSteps);
  const longer = Math.min((rate * steps) / count, Math.max(rate, greatestRate));
  return plainDescent(start, target, keep, longer, count);
}

function graph(path: readonly Place[], { target }: Walk, area: Area, palette: Palette): Shape[] {
  const scores = path.map(({ score }) => score);
  const low = Math.min(...scores, target) - 0.1;
  const high = Math.max(...scores, target) + 0.1;
  const plane: Plane = { area, x: { from: 0, to: path.length - 1 }, y: { from: low, to: high } };
  const line = (points: Point[], stroke: string, dashed = false): Shape => ({
    kind: 'path',
    points,
    stroke,
    strokeWidth: dashed ? 1 : 2,
    dashed,
  });
  const ends = (value: number): Point[] => [pixelOf(plane, 0, value), pixelOf(plane, path.length - 1, value)];
  const [x, y] = pixelOf(plane, path.length - 1, scores.at(-1)!);
  return [
    line(ends(target), palette.muted, true),
    line(ends(low), palette.grid),
    line(
      scores.map((score, step) => pixelOf(plane, step, score)),
      palette.accent,
    ),
    { kind: 'circle', x, y, radius: 3, fill: palette.accent },
  ];
}

function facts(path: readonly Place[], { target, rate, steps }: Walk): readonly [string, string] {
  const text = ({ score }: Place) => formatNumber(Number(score.toFixed(2)));
  return [
    `smile ${text(path[0]!)} → ${text(path.at(-1)!)}, wanted ${formatNumber(target)}`,
    `after ${formatNumber(steps)} steps of ${formatNumber(rate)}`,
  ];
}

const draw: Draw = (input) => {
  const walk = walkOf(input);
  if (!walk) return undefined;
  const { width, height, palette } = input;
  const isBlock = height >= 100;
  const top = isBlock ? Math.min(64, height * 0.42) : height;
  const graphSide = Math.min(90, width * 0.2);
  const start = isBlock ? 2 : graphSide + textSide;
  const side = Math.floor(
    Math.min(isBlock ? height - top - 6 : height - 4, (width - start - 2) / shownFaces - gap),
  );
  if (!(side > 0)) return undefined;
  const path = pathOf(walk);
  const last = path.length - 1;
  const lines = facts(path, walk);
  const left = isBlock ? start : width - shownFaces * (side + gap);
  const y = isBlock ? top + 4 : (height - side) / 2;
  const svg = renderSvg(width, height, [
    ...graph(path, walk, { x: 4, y: 4, width: graphSide - 12, height: top - 8 }, palette),
    ...lines.map((text, i): Shape => {
      const fill = i === 0 ? palette.foreground : palette.muted;
      return { kind: 'text', x: graphSide + 2, y: top / 2 - 4 + 16 * i, text, size: 11, fill, bold: i === 0 };
    }),
    ...Array.from({ length: shownFaces }, (_, i) => {
      const { code } = path[Math.round((i * last) / (shownFaces - 1))]!;
      return facePicture(left + i * (side + gap), y, side, decodeFace(code));
    }),
  ]);
  if (svg === undefined) return undefined;
  return { svg, text: `A small network's face led by plain gradient steps: ${lines.join(' ')}.` };
};

export default Object.assign(draw, { optional: ['keep'] }) satisfies Draw;
