/** How far each feature may move, and how far the steps get in the cube that this makes. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { arrow } from './draw/arrow';
import { leftAxis } from './draw/axis';
import { bands } from './draw/bands';
import type { Area } from './draw/bars';
import { renderSvg, type Point, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

/** Features to draw, in [0, 1]: as mixed as the pixels of an image. */
const features = [
  0.06, 0.12, 0.35, 0.62, 0.85, 0.94, 0.71, 0.4, 0.22, 0.09, 0.03, 0.18, 0.52, 0.78, 0.66, 0.58, 0.83, 0.97,
  0.74, 0.46, 0.29, 0.15, 0.08, 0.31,
];
const levels = 255;
/** More arrows than this would not be told apart. */
const mostArrows = 12;

/** A ball of this radius and the way into its corner. */
export interface Budget {
  /** On features in [0, 1]. */
  readonly eps: number;
  /** The code gives 1 or more: grey levels, where features lie in [0, 255]. */
  readonly inLevels: boolean;
  /** Steps and their length in units of the radius; one whole step where the code tells nothing else. */
  readonly steps: number;
  readonly stride: number;
}

/** Nothing where the radius is none, or where another norm is meant. */
export function budgetOf(input: Pick<PictureInput, 'roles' | 'defaults'>): Budget | undefined {
  const read = (role: string): unknown => input.roles[role] ?? input.defaults[role];
  const norm = read('norm');
  if (norm !== undefined && norm !== Infinity && norm !== 'inf' && norm !== 'Linf') return undefined;
  const given = read('eps');
  if (typeof given !== 'number' || !(given >= 0 && given <= levels)) return undefined;
  const inLevels = given >= 1;
  const one = { eps: inLevels ? given / levels : given, inLevels, steps: 1, stride: 1 };
  const [alpha, relative, steps] = [read('alpha'), read('rel_alpha'), read('steps')];
  const stride =
    typeof alpha === 'number' ? alpha / given : typeof relative === 'number' ? relative : undefined;
  if (stride === undefined || typeof steps !== 'number') return one;
  if (!(stride > 0 && Number.isFinite(stride)) || !Number.isSafeInteger(steps) || steps < 1) return one;
  return { ...one, steps, stride };
}

/** Share of the radius that the steps can cover; 1 where they reach the corner. */
const reachOf = ({ steps, stride }: Budget): number => (steps * stride > 0.999 ? 1 : steps * stride);

/** The cube, of which two features are shown, and the steps from its middle into the corner. */
function ball(middle: Point, half: number, budget: Budget, palette: Palette): Shape[] {
  const [x, y] = middle;
  const reach = reachOf(budget);
  const color = reach < 1 ? palette.warning : palette.accent;
  const stride = Math.max(Math.min(budget.stride, 1), reach / mostArrows);
  const count = Math.max(1, Math.ceil(reach / stride - 1e-6));
  const at = (share: number): Point => [x + half * share, y - half * share];
  const steps = Array.from({ length: count }, (_, i) =>
    arrow(at(Math.min(reach, i * stride)), at(Math.min(reach, (i + 1) * stride)), color),
  );
  return [
    {
      kind: 'rect',
      x: x - half,
      y: y - half,
      width: 2 * half,
      height: 2 * half,
      stroke: palette.muted,
      dashed: reach < 1,
    },
    { kind: 'circle', x, y, radius: 2, fill: palette.foreground },
    ...steps.flat(),
  ];
}

function facts(budget: Budget): string[] {
  const { eps, inLevels, steps, stride } = budget;
  const size = inLevels
    ? `±${formatNumber(eps * levels)} is ±${formatNumber(eps)} of 1`
    : `ε = ${formatNumber(eps)}, ±${formatNumber(eps * levels, 3)} of 255`;
  const reach = reachOf(budget);
  const way =
    steps === 1 && stride === 1
      ? 'one step to the corner'
      : `${formatNumber(steps)} steps of ${formatNumber(stride, 3)} ε`;
  const end =
    steps === 1 && stride === 1
      ? []
      : [reach < 1 ? `end at ${formatNumber(reach, 3)} ε` : 'reach the corner'];
  return [size, way, ...end];
}

function words(
  lines: readonly string[],
  x: number,
  y: number,
  leading: number,
  budget: Budget,
  palette: Palette,
): Shape[] {
  return lines.map((text, i): Shape => {
    const isWarning = i === 2 && reachOf(budget) < 1;
    const fill = isWarning ? palette.warning : palette.foreground;
    return { kind: 'text', x, y: y + leading * i, text, size: 11, fill, bold: isWarning };
  });
}

function unitTag(x: number, y: number, palette: Palette): Shape {
  return { kind: 'text', x, y, text: '0 … 255?', size: 11, fill: palette.error, bold: true, anchor: 'end' };
}

/** Features, cube and words side by side: for the flat strip of a hover. */
function strip(budget: Budget, { width, height, palette }: PictureInput): Shape[] {
  const wordsWidth = 150;
  const side = height - 6;
  const area: Area = { x: 0, y: 2, width: width - wordsWidth - side - 28, height: height - 5 };
  const lines = facts(budget).slice(0, Math.max(1, Math.floor(height / 14)));
  const leading = 15;
  const first = height / 2 + 4 - (leading * (lines.length - 1)) / 2;
  const middle: Point = [area.width + 14 + side / 2, height / 2];
  return [
    ...bands(area, features, budget.eps, palette),
    ...ball(middle, side / 2, budget, palette),
    ...words(lines, width - wordsWidth, first, leading, budget, palette),
    ...(budget.inLevels ? [unitTag(area.width, 12, palette)] : []),
  ];
}

/** Features with a scale, the cube beside them, words above: for the panel. */
function block(budget: Budget, { width, height, palette }: PictureInput): Shape[] {
  const side = Math.min(height - 34, width / 3);
  const area: Area = { x: 30, y: 30, width: width - side - 66, height: height - 42 };
  const ticks = [0, 0.5, 1].map((at) => ({ at, label: formatNumber(at) }));
  const [size = '', ...way] = facts(budget);
  const middle: Point = [width - side / 2 - 4, 28 + side / 2];
  return [
    ...leftAxis(area, ticks, palette),
    ...bands(area, features, budget.eps, palette),
    ...ball(middle, side / 2, budget, palette),
    { kind: 'text', x: area.x, y: 14, text: size, size: 11, fill: palette.foreground },
    {
      kind: 'text',
      x: width - 4,
      y: 14,
      text: way.join(' '),
      size: 11,
      fill: reachOf(budget) < 1 ? palette.warning : palette.foreground,
      anchor: 'end',
    },
    ...(budget.inLevels ? [unitTag(area.x + area.width, 28, palette)] : []),
  ];
}

const draw: Draw = (input) => {
  const budget = budgetOf(input);
  if (!budget) return undefined;
  const { width, height } = input;
  const svg = renderSvg(width, height, height < 100 ? strip(budget, input) : block(budget, input));
  if (svg === undefined) return undefined;
  const unit = budget.inLevels ? ' if features lie between 0 and 255' : '';
  const text = `Each feature may move within its band${unit}: ${facts(budget).join(', ')}.`;
  return { svg, text };
};

export default draw;
