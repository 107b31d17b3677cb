/** A vector before and after layer normalization, as bars. */
import type { LiteralValue } from '../resolver/site';
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import type { Area } from './draw/bars';
import { signedBars } from './draw/signed-bars';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

/** Any vector with a mean of its own would do. */
const sample = [2.6, 0.8, 3.4, 1.9, -0.7, 2.2, 1.1, 4.3];

export interface Normalized {
  readonly eps: number;
  /** Numbers that share a mean and a variance; nothing where the code does not say. */
  readonly features?: number;
  /** As many of the sample as there are features. */
  readonly before: readonly number[];
  readonly after: readonly number[];
  readonly mean: number;
  readonly deviation: number;
  readonly deviationAfter: number;
}

/** Nothing where ε is negative or features are no number of features. */
export function normalizedSample({
  roles,
  defaults,
}: Pick<PictureInput, 'roles' | 'defaults'>): Normalized | undefined {
  const read = (role: string): LiteralValue | undefined => roles[role] ?? defaults[role];
  const eps = read('eps') ?? 1e-5;
  const shape = roles['features'];
  const features = shape === undefined ? undefined : countOf(shape);
  if (typeof eps !== 'number' || !(eps >= 0 && eps <= 1e100)) return undefined;
  if (shape !== undefined && features === undefined) return undefined;
  const before = sample.slice(0, features ?? sample.length);
  const mean = before.reduce((sum, x) => sum + x, 0) / before.length;
  const variance = before.reduce((sum, x) => sum + (x - mean) ** 2, 0) / before.length;
  if (variance + eps === 0) return undefined;
  const scale = 1 / Math.sqrt(variance + eps);
  return {
    eps,
    features,
    before,
    after: before.map((x) => (x - mean) * scale),
    mean,
    deviation: Math.sqrt(variance),
    deviationAfter: Math.sqrt(variance) * scale,
  };
}

/** 768, or the product of (3, 5). */
function countOf(shape: LiteralValue): number | undefined {
  const sizes: readonly unknown[] = Array.isArray(shape) ? shape : [shape];
  if (sizes.length === 0 || sizes.length > 8) return undefined;
  let count = 1;
  for (const size of sizes) {
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 1) return undefined;
    count *= size;
  }
  return Number.isSafeInteger(count) ? count : undefined;
}

const number = (value: number): string => formatNumber(Number(value.toPrecision(3)));

function captions({ features, mean, deviation, deviationAfter }: Normalized): [string, string] {
  const what =
    features === undefined
      ? 'over all features of each token'
      : `over ${formatNumber(features)} ${features === 1 ? 'feature' : 'features'} of each token`;
  return [what, `${number(mean)} ± ${number(deviation)}  →  0 ± ${number(deviationAfter)}`];
}

const words = (x: number, y: number, text: string, fill: string, anchor?: 'middle' | 'end'): Shape => ({
  kind: 'text',
  x,
  y,
  text,
  size: 11,
  fill,
  anchor,
});

const range = [-0.9, 4.5] as const;
/** The same above and below zero. */
const farthest = 2.2;

function vectors(normalized: Normalized, left: Area, right: Area, palette: Palette): Shape[] {
  return [
    ...signedBars(left, normalized.before, range, palette.muted, palette),
    ...signedBars(right, normalized.after, [-farthest, farthest], palette.accent, palette, [-1, 1]),
  ];
}

/** Both vectors side by side, words right of them: for the flat strip of a hover. */
function strip(normalized: Normalized, { width, height, palette }: PictureInput): Shape[] {
  const textSide = 206;
  const each = (width - textSide - 58) / 2;
  const left: Area = { x: 2, y: 2, width: each, height: height - 4 };
  const right: Area = { ...left, x: each + 28 };
  const [what, moments] = captions(normalized);
  const x = width - textSide;
  const upper = height / 2 - 3;
  return [
    ...vectors(normalized, left, right, palette),
    words(each + 15, height / 2 + 4, '→', palette.muted, 'middle'),
    words(right.x + each + 3, height / 2 - (height - 4) / (2 * farthest) + 4, '1', palette.muted),
    words(right.x + each + 3, height / 2 + (height - 4) / (2 * farthest) + 4, '−1', palette.muted),
    words(x, upper, what, palette.foreground),
    words(x, upper + 16, moments, palette.foreground),
  ];
}

/** One vector above the other: for the panel. */
function block(normalized: Normalized, { width, height, palette }: PictureInput): Shape[] {
  const rows = (height - 26) / 2;
  const left: Area = { x: 56, y: 22, width: width - 84, height: rows - 4 };
  const right: Area = { ...left, y: 22 + rows + 2 };
  const [what, moments] = captions(normalized);
  const middle = (area: Area): number => area.y + area.height / 2;
  const one = right.height / (2 * farthest);
  return [
    ...vectors(normalized, left, right, palette),
    words(4, middle(left) + 4, 'before', palette.muted),
    words(4, middle(right) + 4, 'after', palette.muted),
    words(width - 24, middle(right) - one + 4, '1', palette.muted),
    words(width - 24, middle(right) + one + 4, '−1', palette.muted),
    words(4, 13, what, palette.foreground),
    words(width - 4, 13, moments, palette.foreground, 'end'),
  ];
}

const draw: Draw = (input) => {
  const normalized = normalizedSample(input);
  if (!normalized) return undefined;
  const { width, height } = input;
  const svg = renderSvg(width, height, height < 100 ? strip(normalized, input) : block(normalized, input));
  if (svg === undefined) return undefined;
  const { features, mean, deviation, deviationAfter, eps } = normalized;
  const each = features === undefined ? 'all features' : `${formatNumber(features)} features`;
  const text =
    `A sample vector of mean ${number(mean)} and deviation ${number(deviation)} gets mean 0 and deviation ` +
    `${number(deviationAfter)}, with ε = ${formatNumber(eps)}; the layer does so over ${each} of each token.`;
  return { svg, text };
};

export default Object.assign(draw, { optional: ['features', 'affine', 'bias'] }) satisfies Draw;
