/** The failure rate of a lot with a few weak parts over its life, and what of it a burn-in uses up. */
import { formatNumber } from '../util/number';
import { bottomAxis } from './draw/axis';
import type { Area } from './draw/bars';
import { curve, decades, pixelOf, positionOn, type Plane } from './draw/plane';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

interface Life {
  readonly shape: number;
  readonly scale: number;
}

export interface Bathtub {
  readonly weak: Life;
  readonly main: Life;
  /** Of the burn-in, and what they are worth in hours of use. */
  readonly hours: number;
  readonly aged: number;
  /** Share of parts that fail in it. */
  readonly fallout: number;
}

/** The example lot: what the code does not say. */
const weakShare = 0.002;
const example = {
  weak: { shape: 0.7, scale: 5000 },
  main: { shape: 2.5, scale: 1e7 },
  hours: 24,
  energy: 0.7,
};
/** From 55 °C and 1 V to 125 °C and 1.4 V, with 5 per volt; Boltzmann's constant in eV/K. */
const kelvinTerm = (1 / 328.15 - 1 / 398.15) / 8.617333e-5;
const voltageFactor = Math.exp(5 * 0.4);

const hoursAxis = { from: 1, to: 1e8, log: true };
const tickLabels = ['1 h', '100', '10⁴', '10⁶', '10⁸'];

/**
 * A Weibull shape below 1 in the code is that of the weak parts, any other that of the good ones. Nothing where a value
 * is none.
 */
export function bathtub({ roles, defaults }: Pick<PictureInput, 'roles' | 'defaults'>): Bathtub | undefined {
  const { shape, scale } = { shape: roles['shape'], scale: roles['scale'] ?? defaults['scale'] };
  const hours = roles['hours'] ?? defaults['hours'] ?? example.hours;
  const ea = roles['ea'] ?? example.energy;
  if (!isBetween(hours, 0, 1e5) || !isBetween(ea, 0, 3)) return undefined;
  const lives = { weak: example.weak, main: example.main };
  if (shape !== undefined || roles['scale'] !== undefined) {
    const life = { shape: shape ?? example.weak.shape, scale: scale ?? example.weak.scale };
    if (!isBetween(life.shape, 0.01, 100) || !isBetween(life.scale, 1e-3, 1e12)) return undefined;
    lives[life.shape < 1 ? 'weak' : 'main'] = life as Life;
  }
  const aged = hours * Math.exp(ea * kelvinTerm) * voltageFactor;
  return { ...lives, hours, aged, fallout: lotFailed(lives.weak, lives.main, aged) };
}

const isBetween = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;

const exponent = ({ shape, scale }: Life, t: number): number => (t / scale) ** shape;

function lotFailed(weak: Life, main: Life, t: number): number {
  return weakShare * -Math.expm1(-exponent(weak, t)) + (1 - weakShare) * -Math.expm1(-exponent(main, t));
}

/** Failures in 10⁹ hours, of the parts that are alive at t. */
function failureRate({ weak, main }: Bathtub, t: number): number {
  const alive = (life: Life) => Math.exp(-exponent(life, t));
  const density = (life: Life) => ((life.shape * exponent(life, t)) / t) * alive(life);
  const rate = weakShare * density(weak) + (1 - weakShare) * density(main);
  return (1e9 * rate) / (weakShare * alive(weak) + (1 - weakShare) * alive(main));
}

const three = (value: number): string => formatNumber(Number(value.toPrecision(3)));
const ppm = ({ fallout }: Bathtub): string => `${three(1e6 * fallout)} ppm`;

function rates(tub: Bathtub): { from: number; to: number; log: true } | undefined {
  const values = decades(hoursAxis, 0.25)
    .map((t) => failureRate(tub, t))
    .filter((rate) => rate > 1e-6 && Number.isFinite(rate));
  if (values.length < 2) return undefined;
  return { from: Math.min(...values) / 2, to: Math.max(...values) * 2, log: true };
}

function picture(tub: Bathtub, { width, height, palette }: PictureInput): Shape[] | undefined {
  const y = rates(tub);
  if (!y) return undefined;
  const flat = height < 100;
  const side = flat ? 196 : 8;
  const top = flat ? 2 : 36;
  const area: Area = { x: 12, y: top, width: width - 18 - side, height: height - top - 17 };
  const plane: Plane = { area, x: hoursAxis, y };
  const [cut] = pixelOf(plane, Math.max(tub.aged, 1), y.from);
  const text = (x: number, line: number, content: string, fill: string): Shape => ({
    kind: 'text',
    x,
    y: line,
    text: content,
    size: 11,
    fill,
  });
  const ticks = decades(hoursAxis, 2).map((t, i) => ({
    at: positionOn(hoursAxis, t),
    label: tickLabels[i]!,
  }));
  const x = flat ? width - side + 14 : 12;
  const first = flat ? height / 2 - 8 : 14;
  return [
    { kind: 'rect', x: area.x, y: area.y, width: cut - area.x, height: area.height, fill: palette.grid },
    ...curve(plane, (t) => failureRate(tub, t), { stroke: palette.accent, strokeWidth: 2 }),
    ...bottomAxis(area, ticks, palette),
    text(x, first, `${three(tub.hours)} h of burn-in = ${three(tub.aged)} h`, palette.foreground),
    text(x, first + 15, `${ppm(tub)} of the lot fail in it`, palette.foreground),
    ...(height >= 50 ? [text(area.x + 5, area.y + area.height - 5, 'failure rate', palette.foreground)] : []),
  ];
}

const draw: Draw = (input) => {
  const tub = bathtub(input);
  const shapes = tub && picture(tub, input);
  const svg = shapes && renderSvg(input.width, input.height, shapes);
  if (!tub || !svg) return undefined;
  const life = ({ shape, scale }: Life) => `shape ${three(shape)} and scale ${three(scale)} h`;
  return {
    svg,
    text:
      `Failure rate of a lot with 2000 ppm of weak parts: weak ones with ${life(tub.weak)}, good ones with ${life(tub.main)}. ` +
      `${three(tub.hours)} h of burn-in use up ${three(tub.aged)} h of use; ${ppm(tub)} fail in it.`,
  };
};

export default draw;
