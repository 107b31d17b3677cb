/** The roofline of a machine and where the operation of the code lies under it. */
import { formatNumber } from '../util/number';
import { bottomAxis } from './draw/axis';
import type { Area } from './draw/bars';
import { curve, decades, pixelOf, positionOn, type Plane } from './draw/plane';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

/** A processor without a graphics card, where the code does not say: FLOP/s and bytes/s. */
const exampleMachine = { peak: 20e9, bandwidth: 10e9 };
/** The first product of the feed-forward part of BERT base, for 128 tokens. */
const exampleProduct = { m: 128, k: 768, n: 3072 };

export interface Roofline {
  readonly flops: number;
  readonly bytes: number;
  readonly peak: number;
  readonly bandwidth: number;
  /** FLOP for each byte. */
  readonly intensity: number;
  /** FLOP/s that the roofline allows. */
  readonly rate: number;
  readonly bound: 'memory' | 'arithmetic';
  /** The code says what the machine can do. */
  readonly machineIsKnown: boolean;
}

/** From M, K, N or from FLOPs and bytes; nothing where a value is none. */
export function rooflineOf({ roles }: Pick<PictureInput, 'roles'>): Roofline | undefined {
  const sizes = { ...exampleProduct };
  for (const role of ['m', 'k', 'n'] as const) {
    const size = roles[role] ?? sizes[role];
    if (!isBetween(size, 1, 1e9) || !Number.isInteger(size)) return undefined;
    sizes[role] = size;
  }
  const { m, k, n } = sizes;
  const flops = roles['flops'] ?? 2 * m * k * n;
  const bytes = roles['bytes'] ?? 4 * (m * k + k * n + m * n);
  const { peak = exampleMachine.peak, bandwidth = exampleMachine.bandwidth } = roles;
  if (![flops, bytes, peak, bandwidth].every((value) => isBetween(value, 1, 1e24))) return undefined;
  return roofline(flops as number, bytes as number, peak as number, bandwidth as number, 'peak' in roles);
}

function roofline(
  flops: number,
  bytes: number,
  peak: number,
  bandwidth: number,
  machineIsKnown: boolean,
): Roofline {
  const intensity = flops / bytes;
  const rate = Math.min(peak, bandwidth * intensity);
  const bound = intensity < peak / bandwidth ? 'memory' : 'arithmetic';
  return { flops, bytes, peak, bandwidth, intensity, rate, bound, machineIsKnown };
}

const isBetween = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;

const units = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** `604 MFLOP`. */
function scaled(value: number, unit: string): string {
  const step = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(value) / 3 + 1e-9)));
  return `${three(value / 1000 ** step)} ${units[step]}${unit}`;
}

const three = (value: number): string => formatNumber(Number(value.toPrecision(3)));

function duration(seconds: number): string {
  if (seconds >= 1) return `${three(seconds)} s`;
  return seconds >= 1e-4 ? `${three(1e3 * seconds)} ms` : `${three(1e6 * seconds)} µs`;
}

/** What is computed and moved, and how long that takes at least. */
function captions(found: Roofline): [string, string, string] {
  const { flops, bytes, intensity, rate, bound, peak, bandwidth, machineIsKnown } = found;
  return [
    `${scaled(flops, 'FLOP')}, ${scaled(bytes, 'B')}: ${three(intensity)} FLOP per byte`,
    `at least ${duration(flops / rate)}, by ${bound}`,
    `${machineIsKnown ? 'at' : 'example:'} ${scaled(peak, 'FLOP/s')}, ${scaled(bandwidth, 'B/s')}; not measured`,
  ];
}

function picture(found: Roofline, { width, height, palette }: PictureInput): Shape[] {
  const flat = height < 100;
  const lines = captions(found);
  const side = flat ? 256 : 12;
  const top = flat ? 4 : 52;
  const area: Area = { x: 12, y: top, width: width - 24 - side, height: height - top - 17 };
  const ridge = found.peak / found.bandwidth;
  const span = { from: Math.min(ridge, found.intensity) / 20, to: Math.max(ridge, found.intensity) * 20 };
  const x = { ...span, log: true };
  const y = { from: (found.bandwidth * span.from) / 2, to: found.peak * 3, log: true };
  const plane: Plane = { area, x, y };
  const [dotX, dotY] = pixelOf(plane, found.intensity, found.rate);
  const marks = decades(x, 1);
  const apart = Math.ceil(marks.length / 5);
  const ticks = marks
    .filter((_, i) => i % apart === 0)
    .map((at) => ({ at: positionOn(x, at), label: formatNumber(at) }));
  const left = flat ? width - side + 4 : 12;
  const first = flat ? height / 2 - 12 : 14;
  return [
    ...curve(plane, (intensity) => Math.min(found.peak, found.bandwidth * intensity), {
      stroke: palette.muted,
      strokeWidth: 2,
    }),
    {
      kind: 'path',
      points: [
        [dotX, area.y + area.height],
        [dotX, dotY],
      ],
      stroke: palette.muted,
      dashed: true,
    },
    { kind: 'circle', x: dotX, y: dotY, radius: 4.5, fill: palette.accent },
    ...bottomAxis(area, ticks, palette),
    ...lines.map((line, i): Shape => ({
      kind: 'text',
      x: left,
      y: first + 15 * i,
      text: line,
      size: 11,
      fill: i === 2 ? palette.muted : palette.foreground,
    })),
  ];
}

const draw: Draw = (input) => {
  const found = rooflineOf(input);
  const svg = found && renderSvg(input.width, input.height, picture(found, input));
  if (!found || !svg) return undefined;
  const [work, least, machine] = captions(found);
  return { svg, text: `Roofline with this operation: ${work}; ${least}; ${machine}.` };
};

export default Object.assign(draw, { optional: ['predictor', 'timing'] }) satisfies Draw;
