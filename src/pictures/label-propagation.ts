/** A path of seven nodes with labelled ends, as the code's steps and share leave it. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { pie } from './draw/pie';
import { renderSvg, type Point, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

export interface Spread {
  readonly steps: number;
  /** Share from the neighbours; nothing where the ends are clamped. */
  readonly alpha?: number;
  /** Scores of the left and of the right label, node by node. */
  readonly scores: readonly (readonly [left: number, right: number])[];
  /** Greatest change that further steps would make to a score. */
  readonly distance: number;
}

const nodes = 7;
const stepsUnlessSaid = 20;
/** More than enough to settle. */
const forever = 2 ** 50;

/**
 * Clamped ends: each inner node becomes the mean of its two neighbours (Zhu and Ghahramani 2002). With a share `alpha`:
 * F <- alpha·S·F + (1 - alpha)·Y (Zhou et al. 2003). Nothing where a value is out of range, and for community
 * detection, which has no known labels.
 */
export function spreadOnPath({
  roles,
  defaults,
}: Pick<PictureInput, 'roles' | 'defaults'>): Spread | undefined {
  const read = (role: string): unknown => roles[role] ?? defaults[role];
  const steps = read('steps') ?? stepsUnlessSaid;
  const alpha = read('alpha');
  if (read('communities') !== undefined) return undefined;
  if (typeof steps !== 'number' || !Number.isSafeInteger(steps) || steps < 0) return undefined;
  if (alpha !== undefined && !(typeof alpha === 'number' && alpha > 0 && alpha < 1)) return undefined;
  const left = scoresAfter(steps, alpha);
  const limit = scoresAfter(forever, alpha);
  const distance = Math.max(...left.map((score, i) => Math.abs(score - limit[i]!)));
  const scores = left.map((score, i) => [score, left[nodes - 1 - i]!] as const);
  return { steps, ...(alpha !== undefined && { alpha }), scores, distance };
}

/** Scores of the left label after so many steps; those of the right one are their mirror image. */
function scoresAfter(steps: number, alpha: number | undefined): number[] {
  const shift = Array.from({ length: nodes }, (_, i) => (i === 0 && alpha !== undefined ? 1 - alpha : 0));
  const matrix = Array.from({ length: nodes }, (_, i) =>
    Array.from({ length: nodes }, (_, j) =>
      alpha === undefined ? clampedWeight(i, j) : alpha * weight(i, j),
    ),
  );
  return iterate({ matrix, shift }, steps, [1, ...new Array<number>(nodes - 1).fill(0)]);
}

const isEnd = (i: number) => i === 0 || i === nodes - 1;
const degree = (i: number) => (isEnd(i) ? 1 : 2);
const joined = (i: number, j: number) => Math.abs(i - j) === 1;

/** Of D^(-1/2) A D^(-1/2). */
const weight = (i: number, j: number) => (joined(i, j) ? 1 / Math.sqrt(degree(i) * degree(j)) : 0);

/** Of D^(-1) A, but an end keeps its score. */
function clampedWeight(i: number, j: number): number {
  if (isEnd(i)) return i === j ? 1 : 0;
  return joined(i, j) ? 1 / degree(i) : 0;
}

/** x -> matrix·x + shift. */
interface Step {
  readonly matrix: readonly (readonly number[])[];
  readonly shift: readonly number[];
}

/** A step taken so many times, by squaring: a billion times cost thirty products. */
function iterate(step: Step, times: number, start: readonly number[]): number[] {
  let x = [...start];
  let jump = step;
  for (let left = times; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) x = apply(jump, x);
    jump = { matrix: product(jump.matrix, jump.matrix), shift: apply(jump, jump.shift) };
  }
  return x;
}

function apply({ matrix, shift }: Step, x: readonly number[]): number[] {
  return matrix.map((row, i) => row.reduce((sum, value, j) => sum + value * x[j]!, shift[i]!));
}

function product(a: Step['matrix'], b: Step['matrix']): number[][] {
  return a.map((row) => b.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k]![j]!, 0)));
}

const digits = (value: number) => formatNumber(Number(value.toPrecision(2)));

/** Share of the left label in what has arrived at each node; nothing where nothing has. */
function leftShares({ scores }: Spread): (number | undefined)[] {
  return scores.map(([left, right]) => (left + right > 0 ? left / (left + right) : undefined));
}

/** `97 %`; a trace is not rounded away. */
function percent(share: number): string {
  const whole = Math.round(100 * share);
  if (whole === 0 && share > 0) return '<1 %';
  return whole === 100 && share < 1 ? '>99 %' : `${whole} %`;
}

function words({ steps, alpha, distance }: Spread): [string, string] {
  const after = `after ${formatNumber(steps)} ${steps === 1 ? 'step' : 'steps'}`;
  const gap = distance < 5e-4 ? 'settled' : `${digits(distance)} from the limit`;
  if (alpha === undefined) return [`${after}, ends clamped`, gap];
  return [`${after} with α = ${formatNumber(alpha)}`, `reach ${digits(alpha / (1 - alpha))} edges, ${gap}`];
}

/** Discs on a line, as large as the score that has arrived and cut as it is shared, with the left share below. */
function path(
  spread: Spread,
  x: number,
  y: number,
  width: number,
  radius: number,
  palette: Palette,
): Shape[] {
  const { scores } = spread;
  const gap = (width - 2 * radius) / (nodes - 1);
  const centre = (i: number): Point => [x + radius + gap * i, y];
  const most = Math.max(...scores.map(([left, right]) => left + right));
  const shares = leftShares(spread);
  const [blue, orange] = [palette.series[0]!, palette.series[1]!];
  return [
    { kind: 'path', points: [centre(0), centre(nodes - 1)], stroke: palette.muted },
    ...scores.flatMap(([left, right], i): Shape[] => {
      const [cx, cy] = centre(i);
      const size = radius * Math.sqrt((left + right) / most);
      const share = shares[i];
      const disc = { kind: 'circle', x: cx, y: cy, radius, fill: palette.background } as const;
      return [
        isEnd(i)
          ? { ...disc, stroke: palette.foreground, strokeWidth: 2 }
          : { ...disc, stroke: palette.muted, dashed: true },
        ...(share === undefined
          ? []
          : pie([cx, cy], Math.min(size, radius - 1.5), [
              { share, color: blue },
              { share: 1 - share, color: orange },
            ])),
        {
          kind: 'text',
          x: cx,
          y: cy + radius + 13,
          text: share === undefined ? '–' : percent(share),
          size: 11,
          fill: palette.foreground,
          anchor: 'middle',
        },
      ];
    }),
  ];
}

/** Path left, words right of it: for the flat strip of a hover. */
function strip(spread: Spread, { width, height, palette }: PictureInput): Shape[] {
  const room = 186;
  const radius = Math.min(16, (height - 17) / 2);
  return [
    ...path(spread, 1, radius + 1, width - room - 18, radius, palette),
    ...words(spread).map((text, i): Shape => ({
      kind: 'text',
      x: width - room,
      y: height / 2 - 3 + 16 * i,
      text,
      size: 11,
      fill: palette.foreground,
    })),
  ];
}

/** Words in the corners, the path between them: for the panel. */
function block(spread: Spread, { width, height, palette }: PictureInput): Shape[] {
  const radius = Math.min(28, width / 18, (height - 60) / 2);
  const [after, gap] = words(spread);
  const word = (y: number, text: string): Shape => ({
    kind: 'text',
    x: 4,
    y,
    text,
    size: 12,
    fill: palette.foreground,
  });
  return [
    word(16, after),
    ...path(spread, 4, height / 2 - 4, width - 8, radius, palette),
    word(height - 8, `share of the left label; ${gap}`),
  ];
}

const draw: Draw = (input) => {
  const spread = spreadOnPath(input);
  if (!spread) return undefined;
  const { width, height } = input;
  const svg = renderSvg(width, height, height < 100 ? strip(spread, input) : block(spread, input));
  if (svg === undefined) return undefined;
  const shares = leftShares(spread).map((share) => (share === undefined ? 'nothing yet' : percent(share)));
  const text = `Path of ${nodes} nodes with labelled ends, ${words(spread).join(', ')}: share of the left label ${shares.join(', ')}.`;
  return { svg, text };
};

export default draw;
