/** The two places of the norm in a residual block, that of the code filled, and what each does to gradients. */
import type { Palette } from '../util/theme';
import { arrow } from './draw/arrow';
import type { Area } from './draw/bars';
import { pixelOf, type Plane } from './draw/plane';
import { renderSvg, type Point, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';
import { gradientCurves } from './pre-post-layer-norm/curves';

type Side = 'post' | 'pre';
const sides = ['post', 'pre'] as const;
const names = { post: 'Post-LN', pre: 'Pre-LN' } as const;

/** Which of the two the code has; nothing where it has neither. */
export function sideOf({ roles, defaults }: Pick<PictureInput, 'roles' | 'defaults'>): Side | undefined {
  const pre = roles['pre'] ?? (roles['placement'] === undefined ? defaults['pre'] : undefined);
  return typeof pre === 'boolean' ? (pre ? 'pre' : 'post') : undefined;
}

const words = (x: number, y: number, text: string, fill: string, more: Partial<Shape> = {}): Shape =>
  ({ kind: 'text', x, y, text, size: 11, fill, ...more }) as Shape;

const boxWidth = 26;
const boxHeight = 15;

function box(x: number, middle: number, text: string, isChosen: boolean, palette: Palette): Shape[] {
  const y = middle - boxHeight / 2;
  const fill = isChosen ? palette.accent : undefined;
  return [
    {
      kind: 'rect',
      x,
      y,
      width: boxWidth,
      height: boxHeight,
      stroke: isChosen ? palette.accent : palette.muted,
      fill,
    },
    words(x + boxWidth / 2, middle + 4, text, isChosen ? palette.background : palette.muted, {
      anchor: 'middle',
    }),
  ];
}

function plus([x, y]: Point, color: string): Shape[] {
  const radius = 5.5;
  const line = (points: Point[]): Shape => ({ kind: 'path', points, stroke: color });
  return [
    { kind: 'circle', x, y, radius, stroke: color },
    line([
      [x - radius, y],
      [x + radius, y],
    ]),
    line([
      [x, y - radius],
      [x, y + radius],
    ]),
  ];
}

/** One block from left to right: the stream with its bypass above, sublayer F, sum, and the norm. */
function diagram(side: Side, { x, y, width, height }: Area, isChosen: boolean, palette: Palette): Shape[] {
  const color = isChosen ? palette.foreground : palette.muted;
  const middle = y + height - boxHeight / 2 - 1;
  const bypass = y + 2;
  const split = x + 9;
  const gap = (width - 2 * boxWidth - 40) / 3;
  const first = split + gap;
  const second = first + boxWidth + gap;
  const sum = side === 'post' ? first + boxWidth + gap + 6 : second + boxWidth + gap + 6;
  const norm = side === 'post' ? sum + 6 + gap : first;
  const sublayer = side === 'post' ? first : second;
  const line = (points: Point[]): Shape => ({ kind: 'path', points, stroke: color });
  const last = side === 'post' ? norm + boxWidth : sum + 6;
  return [
    line([
      [x, middle],
      [first, middle],
    ]),
    line([
      [split, middle],
      [split, bypass],
      [sum, bypass],
    ]),
    ...arrow([sum, bypass], [sum, middle - 5.5], color),
    line([
      [first + boxWidth, middle],
      [side === 'post' ? sum - 5.5 : second, middle],
    ]),
    side === 'post'
      ? line([
          [sum + 5.5, middle],
          [norm, middle],
        ])
      : line([
          [second + boxWidth, middle],
          [sum - 5.5, middle],
        ]),
    ...arrow([last, middle], [x + width, middle], color),
    ...plus([sum, middle], color),
    ...box(sublayer, middle, 'F', false, palette),
    ...box(norm, middle, 'LN', isChosen, palette),
  ];
}

/** Both curves on one logarithmic scale, the chosen one strong. */
function curves(area: Area, chosen: Side | undefined, palette: Palette): Shape[] {
  const plane: Plane = { area, x: { from: 0, to: 23 }, y: { from: 0.18, to: 2.3, log: true } };
  const base = area.y + area.height + 0.5;
  return [
    {
      kind: 'path',
      points: [
        [area.x, base],
        [area.x + area.width, base],
      ],
      stroke: palette.muted,
    },
    ...sides.map((side): Shape => ({
      kind: 'path',
      points: gradientCurves[side].map((value, layer) => pixelOf(plane, layer, value)),
      stroke: side === chosen ? palette.accent : palette.muted,
      strokeWidth: side === chosen ? 2 : 1.2,
      dashed: side !== chosen,
    })),
    ...sides.map((side) =>
      words(
        area.x + area.width + 4,
        pixelOf(plane, 23, gradientCurves[side].at(-1)!)[1] + 4,
        names[side],
        side === chosen ? palette.foreground : palette.muted,
      ),
    ),
  ];
}

function blocks(
  at: readonly [Area, Area],
  chosen: Side | undefined,
  palette: Palette,
  label: (area: Area) => Point,
): Shape[] {
  return sides.flatMap((side, i) => {
    const color = side === chosen ? palette.foreground : palette.muted;
    const [x, y] = label(at[i]!);
    return [
      ...diagram(side, at[i]!, side === chosen, palette),
      words(x, y, names[side], color, { bold: side === chosen } as Partial<Shape>),
    ];
  });
}

const axis = 'gradient, layer 1 to 24';

/** Both blocks and the curves side by side: for the flat strip of a hover. */
function strip(chosen: Side | undefined, { width, height, palette }: PictureInput): Shape[] {
  const labelled = height >= 48;
  const top = labelled ? 16 : 3;
  const each = 138;
  const tall = Math.min(34, height - top - 3);
  const area: Area = { x: 2, y: top, width: each, height: tall };
  const next: Area = { ...area, x: each + 22 };
  const left = 2 * each + 46;
  const graph: Area = {
    x: left,
    y: top - (labelled ? 2 : 0),
    width: width - left - 50,
    height: height - top - 4,
  };
  return [
    ...(labelled
      ? blocks([area, next], chosen, palette, ({ x }) => [x, 11])
      : sides.flatMap((side, i) => diagram(side, [area, next][i]!, side === chosen, palette))),
    ...curves(graph, chosen, palette),
    ...(labelled ? [words(left, 11, axis, palette.muted)] : []),
  ];
}

/** The blocks above the curves: for the panel. */
function panel(chosen: Side | undefined, { width, height, palette }: PictureInput): Shape[] {
  const each = Math.min(190, (width - 36) / 2);
  const area: Area = { x: 4, y: 18, width: each, height: 36 };
  const next: Area = { ...area, x: each + 30 };
  const graph: Area = { x: 4, y: 84, width: width - 70, height: height - 90 };
  return [
    ...blocks([area, next], chosen, palette, ({ x }) => [x, 11]),
    ...curves(graph, chosen, palette),
    words(4, 78, 'size of the gradient before training, layer 1 to 24 of an encoder', palette.muted),
  ];
}

const draw: Draw = (input) => {
  const chosen = sideOf(input);
  if (chosen === undefined) return undefined;
  const { width, height } = input;
  const svg = renderSvg(width, height, height < 100 ? strip(chosen, input) : panel(chosen, input));
  if (svg === undefined) return undefined;
  const { post, pre } = gradientCurves;
  const text =
    `${names[chosen]}: the norm stands ${chosen === 'pre' ? 'before the sublayer F, beside the stream' : 'behind the sum, on the stream'}. ` +
    `Before training the gradient goes from ${post[0]} at the first of 24 layers to ${post.at(-1)} at the last for Post-LN, ` +
    `from ${pre[0]} to ${pre.at(-1)} for Pre-LN.`;
  return { svg, text };
};

export default Object.assign(draw, { optional: ['final_norm'] }) satisfies Draw;
