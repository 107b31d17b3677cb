/** A sum of faces by the trained autoencoder of the demos, or the words of an analogy as they are given. */
import { decodeFace, encodeFace } from '../demos/models/sprite-code';
import { rmsError } from '../demos/models/sprite-meter';
import { renderFace, withFactor } from '../demos/models/sprite-renderer';
import { formatNumber } from '../util/number';
import { facePicture } from './draw/faces';
import { renderSvg, type Shape } from './draw/svg';
import { textWidth } from './draw/text-width';
import type { Draw, Picture, PictureInput } from './picture';

/** Turn, size, smile, glasses, hair of the two people. */
const a = [-0.8, 0.5, 0.7, 1, 1] as const;
const c = [0.7, -0.4, 0.2, -1, -0.6] as const;
const most = 100;

export interface Sum {
  readonly faces: { readonly c: Float32Array; readonly with: Float32Array; readonly without: Float32Array };
  readonly result: Float32Array;
  /** Errors to C with glasses: of the sum of codes, the sum of pixels, and C as it is. */
  readonly codes: number;
  readonly pixels: number;
  readonly nothing: number;
}

/** C plus `alpha` times the difference of A with glasses and A without, by codes. */
export function sumOfFaces(alpha: number): Sum {
  const faces = { c: renderFace(c), with: renderFace(a), without: renderFace(withFactor(a, 'glasses', -1)) };
  const [z, plus, minus] = [encodeFace(faces.c), encodeFace(faces.with), encodeFace(faces.without)];
  const result = decodeFace(z.map((value, k) => value + alpha * (plus[k]! - minus[k]!)));
  const pixels = faces.c.map((value, p) => {
    const sum = value + alpha * (faces.with[p]! - faces.without[p]!);
    return Math.min(Math.max(sum, 0), 1);
  });
  const truth = renderFace(withFactor(c, 'glasses', 1));
  return {
    faces,
    result,
    codes: rmsError(result, truth),
    pixels: rmsError(pixels, truth),
    nothing: rmsError(faces.c, truth),
  };
}

const digits = (value: number): string => formatNumber(value, 2);

function factsOf(alpha: number, exemplars: number | undefined, sum: Sum): string[] {
  return [
    `α = ${formatNumber(alpha)}: off by ${digits(sum.codes)}`,
    `pixels ${digits(sum.pixels)}, nothing added ${digits(sum.nothing)}`,
    ...(exemplars === undefined
      ? []
      : [`means of ${formatNumber(exemplars)}: length × ${formatNumber(Math.sqrt(1 + 2 / exemplars), 3)}`]),
  ];
}

function faceSum(
  { width, height, palette }: PictureInput,
  alpha: number,
  exemplars?: number,
): Picture | undefined {
  const sum = sumOfFaces(alpha);
  const lines = factsOf(alpha, exemplars, sum);
  const large = height >= 100;
  const below = large ? 15 * lines.length + 4 : 0;
  const gap = 24;
  const words = large
    ? 0
    : 14 + Math.max(...lines.map((line, i) => (i === 0 ? 1.12 : 1) * textWidth(line, 11)));
  const side = Math.min(height - 4 - below, 96, (width - 3 * gap - 4 - (width > 400 ? words : 0)) / 4);
  const y = (height - below - side) / 2;
  const step = side + gap;
  const left = large ? 2 : 4 * side + 3 * gap + 14;
  const rows = large ? lines : lines.slice(0, Math.max(1, Math.floor(height / 15)));
  const fits = left - 14 + words <= width;
  const first = large ? height - below + 14 : height / 2 + 4 - 7.5 * (rows.length - 1);
  const shown = [sum.faces.c, sum.faces.with, sum.faces.without, sum.result];
  const signs = [alpha === 1 ? '+' : '+ α·', '−', '='];
  const svg = renderSvg(width, height, [
    ...shown.map((face, i) => facePicture(2 + i * step, y, side, face)),
    ...signs.map((text, i): Shape => {
      const x = 2 + side + gap / 2 + i * step;
      return {
        kind: 'text',
        x,
        y: y + side / 2 + 4,
        text,
        size: 12,
        fill: palette.foreground,
        anchor: 'middle',
      };
    }),
    { kind: 'rect', x: 2 + 3 * step, y, width: side, height: side, stroke: palette.accent, strokeWidth: 2 },
    ...(fits
      ? rows.map((text, i): Shape => {
          const fill = i === 0 ? palette.foreground : palette.muted;
          return { kind: 'text', x: left, y: first + 15 * i, text, size: 11, fill, bold: i === 0 };
        })
      : []),
  ]);
  if (svg === undefined) return undefined;
  return {
    svg,
    text: `A face plus the code of glasses, which is that of another face with them minus without: ${lines.join(', ')}.`,
  };
}

const isWord = (value: unknown): value is string => typeof value === 'string' && value.length <= 24;

/** The words of an analogy. Nothing where they are not one or two against one. */
export function wordsOf({
  roles,
}: Pick<PictureInput, 'roles'>): { plus: string[]; minus: string[] } | undefined {
  const list = (value: unknown): string[] | undefined => {
    const items = typeof value === 'string' ? [value] : value;
    return Array.isArray(items) && items.length > 0 && items.length <= 2 && items.every(isWord)
      ? items
      : undefined;
  };
  const [plus, minus] = [list(roles['positive']), list(roles['negative'])];
  return plus && minus?.length === 1 ? { plus, minus } : undefined;
}

function wordSum(
  { width, height, palette }: PictureInput,
  words: { plus: string[]; minus: string[] },
): Picture | undefined {
  const [plus, minus] = [words.plus.join(' + '), words.minus[0]!];
  const lines = [`${plus} − ${minus} = ?`, `${[...words.plus, minus].join(', ')} cannot be the answer`];
  if (textWidth(lines[0]!, 14) * 1.12 > width - 8) return undefined;
  const fits = textWidth(lines[1]!, 11) <= width - 8;
  const first = fits ? height / 2 - 3 : height / 2 + 5;
  const svg = renderSvg(width, height, [
    { kind: 'text', x: 4, y: first, text: lines[0]!, size: 14, fill: palette.foreground, bold: true },
    ...(fits
      ? [{ kind: 'text', x: 4, y: first + 18, text: lines[1]!, size: 11, fill: palette.muted } as const]
      : []),
  ]);
  return svg === undefined ? undefined : { svg, text: `${lines.join('; ')}.` };
}

const draw: Draw = (input) => {
  if (input.symbol?.includes('gensim')) {
    const words = wordsOf(input);
    return words && wordSum(input, words);
  }
  const alpha = input.roles['alpha'] ?? 1;
  const exemplars = input.roles['exemplars'];
  if (typeof alpha !== 'number' || !(Math.abs(alpha) <= most)) return undefined;
  if (exemplars === undefined) return faceSum(input, alpha);
  const isCount = typeof exemplars === 'number' && Number.isSafeInteger(exemplars) && exemplars > 0;
  return isCount ? faceSum(input, alpha, exemplars) : undefined;
};

export default draw;
