/** What patching finds in the toy transformer of the demo, or where its query looks and what that is worth. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { arrow } from './draw/arrow';
import type { Area } from './draw/bars';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

const tokens = ['a3', 'c1', 'f5', 'b2', 'c?'] as const;
const queried = 1;
const query = 4;

/** A map of the toy with the words beside it. */
interface Finding {
  readonly names: readonly string[];
  /** From the top row down, in [0, 1]. */
  readonly rows: readonly (readonly number[])[];
  readonly words: readonly string[];
  readonly text: string;
}

/** Recovery by patching the residual stream; the mean of the demo's runs with seeds 1, 2 and 3 (its test holds them). */
export const recovery = [
  [0, 0, 0, 0, 1],
  [0, 0.21, 0, 0, 0.79],
  [0, 1, 0, 0, 0],
] as const;

/** Where the query looks in the second block of seed 1, and the accuracy before and after its head is replaced. */
export const attention = {
  weights: [0.02, 0.58, 0.01, 0.01, 0.38],
  accuracy: 0.996,
  replaced: 0.996,
} as const;

const patching: Finding = {
  names: ['block 2', 'block 1', 'input'],
  rows: recovery,
  words: [
    'restored by patching, toy transformer',
    'the answer moves to the query',
    '≈ 0.2 and 0.8 after block 1',
  ],
  text: 'Patching in a toy transformer: the queried pair restores all of the answer at the input, 0.21 of it after block 1 and none after block 2; the query restores nothing, 0.79 and all.',
};

const looking: Finding = {
  names: ['block 2'],
  rows: [attention.weights],
  words: [
    'attention of the query, toy transformer',
    'attention ≠ importance',
    `its mean instead: accuracy stays ${formatNumber(attention.replaced)}`,
  ],
  text: `Attention in a toy transformer: the query gives ${formatNumber(attention.weights[queried])} to the right pair, yet the accuracy stays ${formatNumber(attention.replaced)} when the head is replaced by its mean.`,
};

/** Bars as long as the values, a cell each. */
function grid({ names, rows }: Finding, area: Area, palette: Palette): Shape[] {
  const cell = { width: area.width / tokens.length, height: area.height / rows.length };
  return rows.flatMap((row, r): Shape[] => {
    const y = area.y + cell.height * r;
    const name: Shape = {
      kind: 'text',
      x: area.x - 6,
      y: y + cell.height / 2 + 4,
      text: names[r]!,
      size: 10,
      fill: palette.muted,
      anchor: 'end',
    };
    return [
      name,
      ...row.flatMap((value, t): Shape[] => {
        const x = area.x + cell.width * t;
        const frame = { kind: 'rect', x, y, width: cell.width, height: cell.height } as const;
        const bar: Shape = {
          kind: 'rect',
          x: x + 2,
          y: y + 2,
          width: value * (cell.width - 4),
          height: cell.height - 4,
          fill: palette.accent,
        };
        return [{ ...frame, stroke: palette.grid }, ...(value > 0 ? [bar] : [])];
      }),
    ];
  });
}

function tokenRow(area: Area, palette: Palette): Shape[] {
  const width = area.width / tokens.length;
  return tokens.map((token, t): Shape => ({
    kind: 'text',
    x: area.x + width * (t + 0.5),
    y: area.y + area.height + 11,
    text: token,
    size: 10,
    fill: palette.foreground,
    anchor: 'middle',
    bold: t === queried || t === query,
  }));
}

const draw: Draw = ({ roles, width, height, palette }: PictureInput) => {
  const found = roles['attentions'] === true ? looking : patching;
  const room = Math.min(232, width * 0.5);
  const area: Area = { x: 50, y: 1, width: width - 50 - room - 10, height: height - 15 };
  const cell = { width: area.width / tokens.length, height: area.height / found.rows.length };
  const middle = (t: number, row: number): [number, number] => [
    area.x + cell.width * (t + 0.5),
    area.y + cell.height * (row + 0.5),
  ];
  const way = found === patching ? arrow(middle(queried, 2), middle(query, 1), palette.foreground) : [];
  const svg = renderSvg(width, height, [
    ...grid(found, area, palette),
    ...way,
    ...tokenRow(area, palette),
    ...found.words.map((word, i): Shape => ({
      kind: 'text',
      x: width - room,
      y: height / 2 - 11 + 15 * i,
      text: word,
      size: 11,
      fill: i === 1 ? palette.foreground : palette.muted,
      bold: i === 1,
    })),
  ]);
  return svg === undefined ? undefined : { svg, text: found.text };
};

export default Object.assign(draw, { optional: ['attentions', 'kernel'] }) satisfies Draw;
