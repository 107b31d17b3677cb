/** The fluence of a laser pulse over its threshold, and the hole that follows. */
import type { LiteralValue } from '../resolver/site';
import { formatNumber } from '../util/number';
import type { Area } from './draw/bars';
import { bottomAxis } from './draw/axis';
import { curve, pixelOf, positionOn, type Plane } from './draw/plane';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

export interface Hole {
  /** Micrometres. */
  readonly w0: number;
  /** Peak fluence and threshold, J/cm². */
  readonly peak: number;
  readonly threshold: number;
  readonly ratio: number;
  /** Micrometres; 0 where the threshold is not reached. */
  readonly diameter: number;
}

/** Twice the threshold: the hole is as wide as the pulse at half its height. */
const exampleRatio = 2;
const example = { w0: 0.5, threshold: 0.15 };

/** The pulse of the code where it gives energy, radius and threshold; nothing where a value is none. */
export function holeOf({ roles }: Pick<PictureInput, 'roles'>): Hole | undefined {
  const { w0 = example.w0, threshold = example.threshold, energy } = roles;
  // A radius in metres would be far smaller: it is not known to be in micrometres then.
  if (!isSize(w0) || w0 < 0.01 || w0 > 1000 || !isSize(threshold)) return undefined;
  if (energy !== undefined && !isSize(energy)) return undefined;
  const peak = energy === undefined ? exampleRatio * threshold : (0.2 * energy) / (Math.PI * w0 * w0);
  const ratio = peak / threshold;
  const diameter = ratio > 1 ? w0 * Math.sqrt(2 * Math.log(ratio)) : 0;
  return { w0, peak, threshold, ratio, diameter };
}

const isSize = (value: LiteralValue): value is number =>
  typeof value === 'number' && value >= 1e-9 && value <= 1e9;

const three = (value: number): string => formatNumber(Number(value.toPrecision(3)));

function captions({ w0, peak, threshold, ratio, diameter }: Hole): [string, string, string] {
  return [
    `F₀ = ${three(peak)} J/cm², ${three(ratio)} × threshold`,
    diameter > 0 ? `hole D = ${three(diameter)} µm` : `below ${three(threshold)} J/cm²: no hole`,
    `half-height width ${three(w0 * Math.sqrt(2 * Math.LN2))} µm`,
  ];
}

function picture(hole: Hole, { width, height, palette }: PictureInput): Shape[] {
  const flat = height < 100;
  const side = flat ? 210 : 12;
  const top = flat ? 3 : 54;
  const area: Area = { x: 12, y: top, width: width - 24 - side, height: height - top - 17 };
  const x = { from: -2 * hole.w0, to: 2 * hole.w0 };
  const plane: Plane = { area, x, y: { from: 0, to: 1.12 * Math.max(hole.peak, hole.threshold) } };
  const fluence = (r: number) => hole.peak * Math.exp((-2 * r * r) / hole.w0 ** 2);
  const [left, level] = pixelOf(plane, -hole.diameter / 2, hole.threshold);
  const [right] = pixelOf(plane, hole.diameter / 2, hole.threshold);
  const ticks = [-1, 0, 1].map((at) => ({
    at: positionOn(x, at * hole.w0),
    label: at === 0 ? '0' : `${at < 0 ? '−' : ''}w₀`,
  }));
  const shown = captions(hole).slice(0, flat && height < 48 ? 2 : 3);
  const first = flat ? height / 2 + 12 - 8 * shown.length : 14;
  return [
    ...(hole.diameter > 0
      ? [
          {
            kind: 'rect',
            x: left,
            y: level,
            width: right - left,
            height: area.y + area.height - level,
            fill: palette.grid,
          } as const,
        ]
      : []),
    {
      kind: 'path',
      points: [
        [area.x, level],
        [area.x + area.width, level],
      ],
      stroke: palette.muted,
      dashed: true,
    },
    ...curve(plane, fluence, { stroke: palette.accent, strokeWidth: 2 }),
    ...bottomAxis(area, ticks, palette),
    ...shown.map((line, i): Shape => ({
      kind: 'text',
      x: flat ? width - side : 12,
      y: first + 15 * i,
      text: line,
      size: 11,
      fill: i === 2 ? palette.muted : palette.foreground,
    })),
  ];
}

const draw: Draw = (input) => {
  const hole = holeOf(input);
  const svg = hole && renderSvg(input.width, input.height, picture(hole, input));
  if (!hole || !svg) return undefined;
  const [peak, size, width] = captions(hole);
  return { svg, text: `A pulse of radius ${three(hole.w0)} µm: ${peak}; ${size}; ${width}.` };
};

export default Object.assign(draw, { optional: ['incubation'] }) satisfies Draw;
