/** How much of a token's deviation is left, over tokens of all sizes: the threshold that ε sets. */
import { classIn, fp16 } from '../util/float-format';
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { bottomAxis, leftAxis } from './draw/axis';
import { badge } from './draw/badge';
import type { Area } from './draw/bars';
import { curve, decades, pixelOf, positionOn, type Plane, type Scale } from './draw/plane';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

/** What follows from ε alone. */
export interface Threshold {
  readonly eps: number;
  /** √ε: a token of this deviation keeps 0.71 of it, one of √(ε/3) a half. */
  readonly edge: number;
  /** 1/√ε: no output follows its input more strongly. */
  readonly gain: number;
  /** What half precision makes of ε where it is not a normal number. */
  readonly inHalf?: '0 in fp16' | 'subnormal in fp16';
}

/** Nothing where ε is no positive number, or so small or large that a double cannot hold what follows. */
export function thresholdOf({
  roles,
  defaults,
}: Pick<PictureInput, 'roles' | 'defaults'>): Threshold | undefined {
  const eps = roles['eps'] ?? defaults['eps'];
  if (typeof eps !== 'number' || !(eps >= 1e-100 && eps <= 1e100)) return undefined;
  const edge = Math.sqrt(eps);
  const stored = classIn(fp16, eps);
  const inHalf = stored === 'zero' ? '0 in fp16' : stored === 'subnormal' ? 'subnormal in fp16' : undefined;
  return { eps, edge, gain: 1 / edge, inHalf };
}

const number = (value: number): string => formatNumber(value, 3);

/** The same axis for all usual ε, so that two pictures can be compared. */
function sizes(edge: number): Scale {
  return { from: Math.min(1e-7, edge / 10), to: Math.max(100, edge * 10), log: true };
}

function graph({ eps, edge }: Threshold, area: Area, labels: boolean, palette: Palette): Shape[] {
  const plane: Plane = { area, x: sizes(edge), y: { from: 1e-3, to: 1.6, log: true } };
  const [x, y] = pixelOf(plane, edge, Math.SQRT1_2);
  const apart = Math.max(2, Math.ceil((Math.log10(plane.x.to / plane.x.from) / area.width) * 42));
  const ticks = decades(plane.x, apart).map((at) => ({ at: positionOn(plane.x, at), label: number(at) }));
  const levels = [1e-3, 1e-2, 0.1, 1].map((at) => ({ at: positionOn(plane.y, at), label: number(at) }));
  return [
    ...bottomAxis(area, ticks, palette),
    ...(labels ? leftAxis(area, levels, palette) : []),
    {
      kind: 'path',
      points: [
        [x, area.y],
        [x, area.y + area.height],
      ],
      stroke: palette.muted,
      dashed: true,
    },
    ...curve(plane, (s) => s / Math.sqrt(s * s + eps), { stroke: palette.accent, strokeWidth: 2 }),
    { kind: 'circle', x, y, radius: 3.5, fill: palette.accent },
  ];
}

const words = (x: number, y: number, text: string, fill: string): Shape => ({
  kind: 'text',
  x,
  y,
  text,
  size: 11,
  fill,
});
const damped = ({ edge }: Threshold): string => `damps tokens with σ < ${number(edge)}`;
const capped = ({ gain }: Threshold): string => `gain ≤ ${number(gain)}`;
const badgeColor = ({ inHalf }: Threshold, palette: Palette): string =>
  inHalf === '0 in fp16' ? palette.error : palette.warning;

/** Curve left, words right of it: for the flat strip of a hover. */
function strip(threshold: Threshold, { width, height, palette }: PictureInput): Shape[] {
  const textSide = 226;
  const area: Area = { x: 10, y: 4, width: width - textSide - 40, height: height - 20 };
  const x = width - textSide;
  const lower = Math.min(height / 2 + 15, height - 5);
  return [
    ...graph(threshold, area, false, palette),
    words(x, Math.min(lower - 14, height / 2 - 3), damped(threshold), palette.foreground),
    words(x, lower, capped(threshold), palette.foreground),
    ...(threshold.inHalf ? badge(x + 78, lower, threshold.inHalf, badgeColor(threshold, palette)) : []),
  ];
}

/** Curve with both scales, words in a row above it: for the panel. */
function block(threshold: Threshold, { width, height, palette }: PictureInput): Shape[] {
  const area: Area = { x: 44, y: 40, width: width - 62, height: height - 76 };
  const rowEnd = 44 + 170;
  return [
    ...graph(threshold, area, true, palette),
    words(4, 13, `${damped(threshold)}, ${capped(threshold)}`, palette.foreground),
    words(4, 31, 'output deviation', palette.muted),
    {
      kind: 'text',
      x: area.x + area.width,
      y: height - 5,
      text: 'deviation σ of the token',
      size: 11,
      fill: palette.muted,
      anchor: 'end',
    },
    ...(threshold.inHalf
      ? badge(Math.max(rowEnd, width - 130), 31, threshold.inHalf, badgeColor(threshold, palette))
      : []),
  ];
}

const draw: Draw = (input) => {
  const threshold = thresholdOf(input);
  if (!threshold) return undefined;
  const { width, height } = input;
  const shapes = height < 100 ? strip(threshold, input) : block(threshold, input);
  const svg = renderSvg(width, height, shapes);
  if (svg === undefined) return undefined;
  const { eps, edge, gain, inHalf } = threshold;
  const text =
    `For ε = ${formatNumber(eps)} a token of deviation √ε = ${number(edge)} keeps 0.71 of it, smaller ones less; ` +
    `gain ≤ ${number(gain)}${inHalf ? `; ε is ${inHalf}` : ''}.`;
  return { svg, text };
};

export default Object.assign(draw, { optional: ['features'] }) satisfies Draw;
