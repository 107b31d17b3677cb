/** What the solver of the code makes of two periods of an oscillation: the curve, its steps and its error. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import type { Area } from './draw/bars';
import { curve, pixelOf, type Plane } from './draw/plane';
import { renderSvg, type Point, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

/** An explicit Runge-Kutta method; `error` are the weights of its error estimate, where it has one. */
interface Tableau {
  readonly a: readonly (readonly number[])[];
  readonly b: readonly number[];
  readonly error?: readonly number[];
}

const fixed: Readonly<Record<string, Tableau>> = {
  euler: { a: [], b: [1] },
  midpoint: { a: [[1 / 2]], b: [0, 1] },
  heun2: { a: [[1]], b: [1 / 2, 1 / 2] },
  rk4: { a: [[1 / 2], [0, 1 / 2], [0, 0, 1]], b: [1 / 6, 1 / 3, 1 / 3, 1 / 6] },
};

/** Dormand and Prince 1980; the seventh stage is the slope at the end. */
const dopri5: Tableau = {
  a: [
    [1 / 5],
    [3 / 40, 9 / 40],
    [44 / 45, -56 / 15, 32 / 9],
    [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729],
    [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656],
    [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84],
  ],
  b: [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84, 0],
  error: [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40],
};

/** Two periods of ẍ = −x. */
const end = 4 * Math.PI;
const exampleStep = 0.25;
const mostSteps = 4000;

const slope = ([x, v]: Point): Point => [v, -x];

/** The state after a step, and the estimate of its error. */
function take({ a, b, error = [] }: Tableau, at: Point, h: number): { next: Point; error: Point } {
  const slopes: Point[] = [slope(at)];
  const along = (weights: readonly number[]): Point => [
    at[0] + h * weights.reduce((sum, w, i) => sum + w * slopes[i]![0], 0),
    at[1] + h * weights.reduce((sum, w, i) => sum + w * slopes[i]![1], 0),
  ];
  for (const row of a) slopes.push(slope(along(row)));
  const off = along(error);
  return { next: along(b), error: [off[0] - at[0], off[1] - at[1]] };
}

/** Time and value at each step. */
type Path = readonly Point[];

function withStep(tableau: Tableau, h: number): Path {
  const path: Point[] = [[0, 1]];
  let state: Point = [1, 0];
  for (let i = 1; i * h <= end + 1e-9; i++) {
    state = take(tableau, state, h).next;
    path.push([i * h, state[0]]);
  }
  return path;
}

/** With steps that keep the estimated error below atol + rtol · |y|, as torchdiffeq chooses them. */
function withTolerance(rtol: number, atol: number): Path | undefined {
  const path: Point[] = [[0, 1]];
  let state: Point = [1, 0];
  let [t, h] = [0, 0.01];
  for (let tries = 0; t < end - 1e-9 && tries < mostSteps; tries++) {
    h = Math.min(h, end - t);
    const { next, error } = take(dopri5, state, h);
    const scaled = error.map((e, i) => e / (atol + rtol * Math.max(Math.abs(state[i]!), Math.abs(next[i]!))));
    const ratio = Math.hypot(...scaled) / Math.SQRT2;
    if (ratio <= 1) {
      t += h;
      state = next;
      path.push([t, state[0]]);
    }
    h *= Math.min(10, Math.max(ratio <= 1 ? 1 : 0.2, 0.9 * ratio ** -0.2));
  }
  return t < end - 1e-9 ? undefined : path;
}

export interface Solved {
  readonly label: string;
  readonly path: Path;
  /** Largest difference to the cosine at a step. */
  readonly error: number;
}

/** What the solver of the code does. Nothing for one that is not known here, or where a value is none. */
export function solved({ roles, defaults }: Pick<PictureInput, 'roles' | 'defaults'>): Solved | undefined {
  const read = (role: string): unknown => roles[role] ?? defaults[role];
  const method = read('method') ?? 'dopri5';
  const adaptive = method === 'dopri5';
  const found = adaptive ? toleranceOf(read('rtol'), read('atol')) : stepOf(method, read('step'));
  if (!found) return undefined;
  const error = Math.max(...found.path.map(([t, x]) => Math.abs(x - Math.cos(t))));
  return { ...found, error };
}

function toleranceOf(rtol: unknown = 1e-7, atol: unknown = 1e-9): Omit<Solved, 'error'> | undefined {
  if (!isBetween(rtol, 0, 1) || !isBetween(atol, 0, 1) || Math.max(rtol, atol) < 1e-12) return undefined;
  const path = withTolerance(rtol, atol);
  return path && { label: `dopri5, rtol ${formatNumber(rtol)}`, path };
}

function stepOf(method: unknown, step: unknown): Omit<Solved, 'error'> | undefined {
  const tableau = typeof method === 'string' && Object.hasOwn(fixed, method) ? fixed[method] : undefined;
  if (!tableau || (step !== undefined && step !== null && !isBetween(step, 0.005, end / 2))) return undefined;
  const given = typeof step === 'number';
  const h = given ? step : exampleStep;
  return {
    label: `${String(method)}, ${given ? '' : 'e.g. '}h = ${formatNumber(h)}`,
    path: withStep(tableau, h),
  };
}

const isBetween = (value: unknown, least: number, most: number): value is number =>
  typeof value === 'number' && value >= least && value <= most;

const two = (value: number) => formatNumber(Number(value.toPrecision(2)));

function scene(area: Area, { path }: Solved, color: string, palette: Palette): Shape[] {
  const plane: Plane = { area, x: { from: 0, to: end }, y: { from: -1.6, to: 1.6 } };
  const pixels = path.map(([t, x]) => pixelOf(plane, t, x));
  const dots = path.length <= 80 ? pixels : [];
  return [
    ...curve(plane, Math.cos, { stroke: palette.muted, dashed: true }),
    { kind: 'path', points: pixels, stroke: color, strokeWidth: 1.5 },
    ...dots.map(([x, y]): Shape => ({ kind: 'circle', x, y, radius: 1.5, fill: color })),
  ];
}

const draw: Draw = (input) => {
  const found = solved(input);
  if (!found) return undefined;
  const { width, height, palette } = input;
  const words = 186;
  const color = found.error > 0.1 ? palette.error : palette.accent;
  const area: Area = { x: 4, y: 3, width: width - words - 14, height: height - 6 };
  const facts = [`${found.path.length - 1} steps for two periods`, `largest error ${two(found.error)}`];
  const lines = height < 44 ? [found.label, facts[1]!] : [found.label, ...facts];
  const svg = renderSvg(width, height, [
    ...scene(area, found, color, palette),
    ...lines.map((text, i): Shape => {
      const fill = i === lines.length - 1 ? color : palette.foreground;
      const y = height / 2 + 4 + 15 * (i - (lines.length - 1) / 2);
      return { kind: 'text', x: width - words, y, text, size: 11, fill, bold: i === 0 };
    }),
  ]);
  if (svg === undefined) return undefined;
  return {
    svg,
    text: `An oscillation as the solver sees it: ${found.label}: ${facts.join(', ')} of amplitude 1.`,
  };
};

export default draw;
