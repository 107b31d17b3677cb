/** One loop of a probed waveform in its noise, and what the average of the code's number of loops makes of it. */
import { formatNumber } from '../util/number';
import { pixelOf, type Plane } from './draw/plane';
import type { Area } from './draw/bars';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

const pattern = [1, 0, 1, 1, 0, 0, 1, 0];
const samplesPerBit = 16;
/** Relative change of the light, hertz, watts, and the responsivity of the detector in A/W: what the code does not say. */
const example = { modulation: 200e-6, bandwidth: 5e9, power: 1e-3, responsivity: 0.7, averages: 256 };
const electronCharge = 1.602176634e-19;

export interface Probed {
  readonly averages: number;
  /** Signal to noise of one loop, and of the average. */
  readonly single: number;
  readonly averaged: number;
  /** Of the waveform between 0 and 1, less its mean; and noise of deviation 1. */
  readonly clean: readonly number[];
  readonly noise: readonly number[];
  /** Deviation of the noise of a loop, in units of the waveform. */
  readonly sigma: number;
}

/** Nothing where a value is none. */
export function probed({ roles }: Pick<PictureInput, 'roles'>): Probed | undefined {
  const {
    averages = example.averages,
    modulation = example.modulation,
    bandwidth = example.bandwidth,
  } = roles;
  if (!isBetween(averages, 1, 1e12) || !isBetween(modulation, 1e-9, 1) || !isBetween(bandwidth, 1, 1e15))
    return undefined;
  const clean = levels();
  const size = Math.sqrt(clean.reduce((sum, value) => sum + value * value, 0) / clean.length);
  const relative = Math.sqrt((2 * electronCharge * bandwidth) / (example.responsivity * example.power));
  const sigma = relative / modulation;
  const single = size / sigma;
  return {
    averages,
    single,
    averaged: single * Math.sqrt(averages),
    clean,
    noise: gaussian(clean.length),
    sigma,
  };
}

const isBetween = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;

/** The pattern with edges of one pole, a tenth of a bit long, less its mean. */
function levels(): number[] {
  const step = 1 - Math.exp(-10 / samplesPerBit);
  let level = pattern.at(-1)!;
  const values = pattern.flatMap((bit) =>
    Array.from({ length: samplesPerBit }, () => (level += step * (bit - level))),
  );
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

/** About normal, always the same: twelve uniform numbers of a linear congruential generator, less six. */
function gaussian(count: number): number[] {
  let state = 20_250;
  const uniform = () => (state = (state * 1_103_515_245 + 12_345) % 2 ** 31) / 2 ** 31;
  return Array.from({ length: count }, () => Array.from({ length: 12 }, uniform).reduce((a, b) => a + b, -6));
}

const three = (value: number): string => formatNumber(Number(value.toPrecision(3)));

function captions({ averages, single, averaged }: Probed): [string, string] {
  return [
    `one loop: signal ${three(single)} × noise`,
    `average of ${formatNumber(averages)}: × √N = ${three(averaged)}`,
  ];
}

function trace(area: Area, values: readonly number[], reach: number, stroke: string, dashed = false): Shape {
  const plane: Plane = { area, x: { from: 0, to: values.length - 1 }, y: { from: -reach, to: reach } };
  return {
    kind: 'path',
    points: values.map((value, i) => pixelOf(plane, i, value)),
    stroke,
    dashed,
    strokeWidth: 1.25,
  };
}

function picture(found: Probed, { width, height, palette }: PictureInput): Shape[] {
  const { clean, noise, sigma, averages } = found;
  const top = 15;
  const gap = 16;
  const each = (width - gap - 8) / 2;
  const left: Area = { x: 4, y: top, width: each, height: height - top - 3 };
  const right: Area = { ...left, x: 4 + each + gap };
  const rest = sigma / Math.sqrt(averages);
  const [one, many] = captions(found);
  const text = (x: number, content: string): Shape => ({
    kind: 'text',
    x,
    y: 11,
    text: content,
    size: 11,
    fill: palette.foreground,
  });
  const noisy = (deviation: number) => clean.map((value, i) => value + deviation * noise[i]!);
  const reach = Math.max(0.75, 2.5 * rest);
  return [
    text(left.x, one),
    text(right.x, many),
    trace(left, noisy(sigma), 2.8 * Math.max(sigma, 0.3), palette.muted),
    trace(right, noisy(rest), reach, palette.accent),
    trace(right, clean, reach, palette.foreground, true),
  ];
}

const draw: Draw = (input) => {
  const found = probed(input);
  const svg = found && renderSvg(input.width, input.height, picture(found, input));
  if (!found || !svg) return undefined;
  const [one, many] = captions(found);
  return { svg, text: `Example of eight bits at 1 mW: ${one}; ${many}.` };
};

export default draw;
