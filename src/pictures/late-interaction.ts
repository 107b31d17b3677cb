/** Query tokens against document tokens with the best match of each row, and what a stored token takes. */
import { formatNumber } from '../util/number';
import { cells } from './draw/cells';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

/**
 * Similarities of "layernorm eps" with "The epsilon of layer normalization", by 256-dimensional vectors of spelling: the
 * example of the article.
 */
const query = ['layernorm', 'eps'];
const passage = ['the', 'epsilon', 'of', 'layer', 'normalization'];
const similarity = [
  [-0.163299, 0, 0, 0.49923, 0.164399],
  [0, 0.280976, 0, 0.113228, -0.134231],
];

export interface Storage {
  /** Bytes of one token: in 16-bit floats, and as a residual code without the id of its centroid. */
  readonly fp16: number;
  readonly code?: number;
  readonly words: string;
}

const dimUnlessSaid = 128;

/** What a token takes; nothing where dimensions or bits are none. */
export function storage({ roles, defaults }: Pick<PictureInput, 'roles' | 'defaults'>): Storage | undefined {
  const dim = roles['dim'] ?? defaults['dim'] ?? dimUnlessSaid;
  const bits = roles['nbits'] ?? defaults['nbits'];
  const isCount = (value: unknown): value is number =>
    typeof value === 'number' && Number.isSafeInteger(value) && value > 0 && value < 1e6;
  if (!isCount(dim) || (bits !== undefined && !(isCount(bits) && bits <= 8))) return undefined;
  const fp16 = 2 * dim;
  if (bits === undefined)
    return { fp16, words: `${formatNumber(dim)} d × 2 B = ${formatNumber(fp16)} B per token` };
  const code = (dim * bits) / 8;
  const words = `${formatNumber(dim)} d × ${bits} bit = ${formatNumber(code)} B + id per token, fp16 ${formatNumber(fp16)} B`;
  return { fp16, code, words };
}

const best = similarity.map((row) => row.indexOf(Math.max(...row)));
const maxima = similarity.map((row) => Math.max(...row));
const sum = maxima.reduce((total, value) => total + value, 0);
const digits = (value: number) => formatNumber(value, 2);

/** Rows of the query, columns of the passage, row maxima and their sum at the right; in the panel the storage below. */
function picture({ words }: Storage, { width, height, palette }: PictureInput): Shape[] {
  const large = height >= 100;
  const size = large ? 12 : 10.5;
  const left = large ? 74 : 62;
  const right = large ? 108 : 100;
  const header = size + 3;
  const footer = large ? size + 4 : 2;
  const area = { x: left, y: header, width: width - left - right, height: height - header - footer };
  const row = area.height / query.length;
  const text = (x: number, y: number, content: string, more: object = {}): Shape => ({
    kind: 'text',
    x,
    y,
    text: content,
    size,
    fill: palette.foreground,
    ...more,
  });
  const middle = (i: number) => area.y + row * (i + 0.5) + size / 3;
  const column = area.width / passage.length;
  return [
    ...cells(area, { values: similarity, marked: best }, palette),
    ...query.map((word, i) => text(left - 5, middle(i), word, { anchor: 'end' })),
    ...passage.map((word, j) =>
      text(left + column * (j + 0.5), size, column < 60 && word.length > 8 ? `${word.slice(0, 7)}…` : word, {
        anchor: 'middle',
      }),
    ),
    ...maxima.map((value, i) => text(width - right + 6, middle(i), `max ${digits(value)}`)),
    text(width - 4, area.y + area.height / 2 + size / 3, `Σ ${digits(sum)}`, { anchor: 'end', bold: true }),
    ...(large ? [text(left, height - 3, words)] : []),
  ];
}

const draw: Draw = (input) => {
  const stored = storage(input);
  if (!stored) return undefined;
  const svg = renderSvg(input.width, input.height, picture(stored, input));
  if (svg === undefined) return undefined;
  const matches = query.map((word, i) => `${word} finds ${passage[best[i]!]} with ${digits(maxima[i]!)}`);
  return {
    svg,
    text: `Example: ${matches.join(', ')}; the score is their sum, ${digits(sum)}. ${stored.words}.`,
  };
};

export default draw;
