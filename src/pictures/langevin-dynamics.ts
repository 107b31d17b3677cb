/** One step on a density of two bumps: how far the score pulls and how far the noise may throw. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { arrow } from './draw/arrow';
import type { Area } from './draw/bars';
import { curve, pixelOf, type Plane } from './draw/plane';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

/** Weight and middle of each bump; both have this variance. */
const bumps = [
  [0.8, -2],
  [0.2, 2],
] as const;
const variance = 0.25;
/** From here on steps diverge on a bump. */
const limit = 4 * variance;
const reach = 4;
/** Where the particle stands. */
const from = -1.1;
const greatest = 1e4;

/**
 * The step in the convention of the formula: half of it multiplies the score. Nothing where it is none, nor for the
 * learning rate of an optimizer: that one scales each coordinate's step by itself.
 */
export function stepOf({ roles, defaults }: Pick<PictureInput, 'roles' | 'defaults'>): number | undefined {
  const read = (role: string): unknown => roles[role] ?? defaults[role];
  if (read('rate') !== undefined) return undefined;
  const eta = read('eta');
  const step = typeof eta === 'number' ? 2 * eta : read('step');
  return typeof step === 'number' && step > 0 && step <= greatest ? step : undefined;
}

function density(x: number): number {
  return bumps.reduce(
    (sum, [weight, middle]) => sum + weight * Math.exp(-((x - middle) ** 2) / (2 * variance)),
    0,
  );
}

function score(x: number): number {
  const parts = bumps.map(([weight, middle]) => weight * Math.exp(-((x - middle) ** 2) / (2 * variance)));
  const pull = parts.reduce((sum, part, k) => sum + part * (bumps[k]![1] - x), 0);
  return pull / (variance * (parts[0]! + parts[1]!));
}

/** The curve, the particle on its base line, the pull of the score, and the noise around where it leads. */
function scene(area: Area, step: number, palette: Palette): Shape[] {
  const color = step < limit ? palette.accent : palette.error;
  const plane: Plane = {
    area: { ...area, height: area.height - 14 },
    x: { from: -reach, to: reach },
    y: { from: 0, to: density(bumps[0][1]) },
  };
  const left = (x: number) => pixelOf(plane, x, 0)[0];
  const base = pixelOf(plane, 0, 0)[1];
  const to = from + (step / 2) * score(from);
  const [low, high] = [left(to - Math.sqrt(step)), left(to + Math.sqrt(step))];
  const y = base + 8;
  const end = (x: number): Shape => ({
    kind: 'path',
    points: [
      [x, y - 3],
      [x, y + 3],
    ],
    stroke: color,
    strokeWidth: 1.5,
  });
  return [
    ...curve(plane, density, { stroke: palette.foreground }),
    {
      kind: 'path',
      points: [
        [left(-reach), base],
        [left(reach), base],
      ],
      stroke: palette.grid,
    },
    {
      kind: 'path',
      points: [
        [low, y],
        [high, y],
      ],
      stroke: color,
      strokeWidth: 1.5,
    },
    end(low),
    end(high),
    ...arrow([left(from), base], [left(to), base], color),
    { kind: 'circle', x: left(from), y: base, radius: 2.5, fill: palette.foreground },
  ];
}

function facts(step: number): string[] {
  const drift = formatNumber((step / 2) * score(from), 3);
  const settled =
    step < limit
      ? `variance ${variance} comes out as ${formatNumber(variance / (1 - step / limit), 3)}`
      : `diverges on bumps of variance ${variance}`;
  return [`ε = ${formatNumber(step)}: pull ${drift}, noise ±${formatNumber(Math.sqrt(step), 3)}`, settled];
}

const draw: Draw = (input) => {
  const step = stepOf(input);
  if (step === undefined) return undefined;
  const { width, height, palette } = input;
  const words = 232;
  const area: Area = { x: 2, y: 3, width: width - words - 14, height: height - 5 };
  const lines = facts(step);
  const first = height / 2 - 4;
  const svg = renderSvg(width, height, [
    ...scene(area, step, palette),
    ...lines.map((text, i): Shape => {
      const fill = i === 0 ? palette.foreground : step < limit ? palette.muted : palette.error;
      return { kind: 'text', x: width - words, y: first + 16 * i, text, size: 11, fill, bold: i === 0 };
    }),
  ]);
  if (svg === undefined) return undefined;
  return { svg, text: `One Langevin step on two bumps: ${lines.join(', ')}.` };
};

export default draw;
