/** How long an ion beam takes for a trench, alone and after a laser, as bars on a logarithmic axis of time. */
import { formatNumber } from '../util/number';
import { bottomAxis } from './draw/axis';
import type { Area } from './draw/bars';
import { positionOn } from './draw/plane';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

/** µm; µm³ in a second; seconds to change over; the margin that the laser leaves. */
const example = { width: 200, depth: 150, length: 200, laserRate: 4.618e5, setup: 1800, margin: 2.5 };
/** Amperes, and m³ for each ampere and second. */
const beam = { current: 65e-9, rate: 3e-10 };

export interface Times {
  /** Amperes, and µm³ in a second. */
  readonly current: number;
  readonly beamRate: number;
  /** Seconds. */
  readonly alone: number;
  readonly together: number;
}

/** From current and rate of the code; nothing where a value is none, or of another unit. */
export function trenchTimes({
  roles,
  defaults,
}: Pick<PictureInput, 'roles' | 'defaults'>): Times | undefined {
  const { current = defaults['current'] ?? beam.current, rate } = roles;
  const perCharge =
    rate ??
    (typeof roles['rate_um'] === 'number' ? 1e-9 * roles['rate_um'] : (roles['rate_um'] ?? beam.rate));
  if (!isBetween(current, 1e-13, 1e-5) || !isBetween(perCharge, 1e-12, 1e-7)) return undefined;
  const { width, depth, length, laserRate, setup, margin } = example;
  const beamRate = perCharge * current * 1e18;
  const face = width * depth;
  const together = setup + (face * (length - margin)) / laserRate + (face * margin) / beamRate;
  return { current, beamRate, alone: (face * length) / beamRate, together };
}

const isBetween = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;

const three = (value: number): string => formatNumber(Number(value.toPrecision(3)));
const hour = 3600;
const day = 24 * hour;

function duration(seconds: number): string {
  if (seconds >= 1000 * day) return `${three(seconds / (365.25 * day))} years`;
  if (seconds >= 3 * day) return `${three(seconds / day)} days`;
  return seconds >= 1.5 * hour ? `${three(seconds / hour)} h` : `${three(seconds / 60)} min`;
}

function amperes(current: number): string {
  if (current >= 1e-6) return `${three(1e6 * current)} µA`;
  return current >= 1e-9 ? `${three(1e9 * current)} nA` : `${three(1e12 * current)} pA`;
}

const tickTimes = [
  [60, '1 min'],
  [hour, '1 h'],
  [day, '1 d'],
  [30 * day, '30 d'],
  [365.25 * day, '1 y'],
  [36_525 * day, '100 y'],
  [3_652_500 * day, '10⁴ y'],
] as const;

function picture(times: Times, { width, height, palette }: PictureInput): Shape[] {
  const flat = height < 100;
  const { alone, together } = times;
  const top = flat ? 2 : 30;
  const area: Area = { x: 74, y: top, width: width - 74 - 70, height: height - top - 17 };
  const scale = { from: 60, to: Math.max(alone, together, day), log: true };
  const row = area.height / 2;
  const text = (x: number, y: number, content: string, more: object = {}): Shape => ({
    kind: 'text',
    x,
    y,
    text: content,
    size: 11,
    fill: palette.foreground,
    ...more,
  });
  const bars = [
    { name: 'FIB only', time: alone, color: palette.muted },
    { name: 'laser + FIB', time: together, color: palette.accent },
  ].flatMap(({ name, time, color }, i): Shape[] => {
    const middle = area.y + row * (i + 0.5);
    const thickness = Math.max(4, Math.min(18, row - 4));
    const length = Math.max(1, area.width * positionOn(scale, Math.max(time, 61)));
    return [
      { kind: 'rect', x: area.x, y: middle - thickness / 2, width: length, height: thickness, fill: color },
      text(area.x - 6, middle + 4, name, { anchor: 'end' }),
      text(area.x + length + 5, middle + 4, duration(time), { bold: true }),
    ];
  });
  const ticks = tickTimes
    .filter(([time]) => time <= scale.to)
    .map(([time, label]) => ({ at: positionOn(scale, time), label }));
  return [
    ...bars,
    ...bottomAxis(area, spaced(ticks, area.width), palette),
    ...(flat ? [] : [text(12, 16, captionOf(times))]),
  ];
}

/** Without those that would stand closer than their labels are wide. */
function spaced<T extends { readonly at: number }>(ticks: readonly T[], width: number): T[] {
  const kept: T[] = [];
  for (const tick of ticks)
    if (kept.length === 0 || (tick.at - kept.at(-1)!.at) * width >= 36) kept.push(tick);
  return kept;
}

const captionOf = ({ current, beamRate }: Times): string =>
  `200 × 150 × 200 µm at ${amperes(current)}: ${three(beamRate)} µm³/s`;

const draw: Draw = (input) => {
  const times = trenchTimes(input);
  const svg = times && renderSvg(input.width, input.height, picture(times, input));
  if (!times || !svg) return undefined;
  return {
    svg,
    text: `A trench of ${captionOf(times)}. The ion beam alone takes ${duration(times.alone)}, after a laser ${duration(times.together)}.`,
  };
};

export default Object.assign(draw, { optional: ['voltage', 'fluence_ratio'] }) satisfies Draw;
