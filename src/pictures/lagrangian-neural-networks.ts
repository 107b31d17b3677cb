/** A pendulum's position and velocity: the ring that a Lagrangian keeps, and the spiral of what has none. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import type { Area } from './draw/bars';
import { pixelOf, type Plane } from './draw/plane';
import { renderSvg, type Point, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

const start = 1.5;
const seconds = 40;
const dt = 0.1;
/** Of the plain network of the demo, with its defaults: change of the energy in this time. */
const plainDrift = -0.46;
const greatestDamping = 5;

/** Friction γ of the true motion, 0 where the code says none. Nothing where it is no friction. */
export function dampingOf({ roles, defaults }: Pick<PictureInput, 'roles' | 'defaults'>): number | undefined {
  const damping = roles['damping'] ?? defaults['damping'] ?? 0;
  return typeof damping === 'number' && damping >= 0 && damping <= greatestDamping ? damping : undefined;
}

/** Position and velocity of q̈ = −sin q − γ q̇ from rest, every tenth of a second, by Runge-Kutta of fourth order. */
export function swing(damping: number, duration: number): Point[] {
  const slope = ([q, v]: Point): Point => [v, -Math.sin(q) - damping * v];
  const along = ([q, v]: Point, [dq, dv]: Point, h: number): Point => [q + h * dq, v + h * dv];
  const path: Point[] = [[start, 0]];
  for (let t = dt; t <= duration + 1e-9; t += dt) {
    const at = path.at(-1)!;
    const k1 = slope(at);
    const k2 = slope(along(at, k1, dt / 2));
    const k3 = slope(along(at, k2, dt / 2));
    const k4 = slope(along(at, k3, dt));
    const mean = (i: 0 | 1) => (k1[i] + 2 * k2[i] + 2 * k3[i] + k4[i]) / 6;
    path.push(along(at, [mean(0), mean(1)], dt));
  }
  return path;
}

const energy = ([q, v]: Point): number => v ** 2 / 2 + 1 - Math.cos(q);

/** Share of its energy that the true pendulum has left at the end. */
export const shareLeft = (damping: number): number =>
  energy(swing(damping, seconds).at(-1)!) / energy([start, 0]);

function scene(area: Area, damping: number, palette: Palette): Shape[] {
  const plane: Plane = { area, x: { from: -1.7, to: 1.7 }, y: { from: -1.6, to: 1.6 } };
  const pixels = (path: readonly Point[]) => path.map(([q, v]) => pixelOf(plane, q, v));
  // The energy of a small swing falls with exp(−γt): this γ makes the drift of the plain network.
  const other = damping > 0 ? damping : -Math.log(1 + plainDrift) / seconds;
  const axis = (points: Point[]): Shape => ({ kind: 'path', points, stroke: palette.grid });
  return [
    axis([pixelOf(plane, -1.7, 0), pixelOf(plane, 1.7, 0)]),
    axis([pixelOf(plane, 0, -1.6), pixelOf(plane, 0, 1.6)]),
    { kind: 'path', points: pixels(swing(other, seconds)), stroke: palette.foreground },
    { kind: 'path', points: pixels(swing(0, 7.3)), stroke: palette.accent, strokeWidth: 2, closed: true },
  ];
}

const percent = (share: number): string => `${formatNumber(Number((100 * share).toPrecision(2)))} %`;

/** What the thick ring is, and what the thin spiral. */
function lines(damping: number): [string, string] {
  return damping > 0
    ? [
        `L(q, q̇) keeps 100 % of the energy`,
        `γ = ${formatNumber(damping)} leaves ${percent(shareLeft(damping))} after ${seconds} s`,
      ]
    : [
        'q̈ from L(q, q̇): the ring closes',
        `plain network of the demo: −${percent(-plainDrift)} in ${seconds} s`,
      ];
}

const draw: Draw = (input) => {
  const damping = dampingOf(input);
  if (damping === undefined) return undefined;
  const { width, height, palette } = input;
  const words = 262;
  const room: Area = { x: 4, y: 3, width: width - words - 16, height: height - 6 };
  const across = Math.min(room.width, 2.2 * room.height);
  const area: Area = { ...room, x: room.x + (room.width - across) / 2, width: across };
  const [kept, lost] = lines(damping);
  const text = (line: number, content: string, fill: string, bold = false): Shape => ({
    kind: 'text',
    x: width - words,
    y: height / 2 - 4 + 16 * line,
    text: content,
    size: 11,
    fill,
    bold,
  });
  const svg = renderSvg(width, height, [
    ...scene(area, damping, palette),
    text(0, kept, palette.accent, true),
    text(1, lost, palette.foreground),
  ]);
  if (svg === undefined) return undefined;
  return { svg, text: `Velocity over position of a pendulum. Ring: ${kept}. Spiral: ${lost}.` };
};

export default Object.assign(draw, { optional: ['width'] }) satisfies Draw;
