/** A digit before and after: the pixels that a budget allows, chosen where they hurt. */
import type { LiteralValue } from '../resolver/site';
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { arrow } from './draw/arrow';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

const side = 12;
const size = side * side;
/** More would only fill the middle. */
const mostDrawn = 24;
const unlessSaid = 3;
/** Where the greedy search of the demo paints an 8 into a 0, then outwards from there. */
const whiteOrder = [
  65, 66, 78, 77, 53, 54, 64, 67, 76, 79, 89, 90, 52, 55, 88, 91, 41, 42, 101, 102, 40, 43, 100, 103,
];

/** What the code allows. */
export interface Budget {
  /** Pixels of the 144 that may change. */
  readonly pixels: number;
  /** Share of the features that the code names, where it does. */
  readonly share?: number;
  /** White unless the code says that features get darker. */
  readonly darkens: boolean;
}

/** Nothing where the code gives no budget that can be drawn. */
export function budgetOf({ roles, defaults }: Pick<PictureInput, 'roles' | 'defaults'>): Budget | undefined {
  const read = (role: string): LiteralValue | undefined => roles[role] ?? defaults[role];
  const theta = read('theta');
  const darkens = typeof theta === 'number' && theta < 0;
  const gamma = read('gamma');
  if (typeof gamma === 'number')
    return gamma > 0 && gamma <= 1 ? { pixels: Math.floor(gamma * size), share: gamma, darkens } : undefined;
  const pixels = read('pixels') ?? unlessSaid;
  return Number.isSafeInteger(pixels) && (pixels as number) >= 1
    ? { pixels: Math.min(pixels as number, size), darkens }
    : undefined;
}

/** Ink of a zero: an ellipse of about two pixels' width. */
const ink = Array.from({ length: size }, (_, pixel) => pixel).filter((pixel) => {
  const distance = Math.hypot((columnOf(pixel) - 5.5) / 3, (rowOf(pixel) - 5.5) / 4.6);
  return distance > 0.78 && distance < 1.22;
});
/** Ink to take away, from the right side of the zero on. */
const inkOrder = [...ink].sort((a, b) => fromRight(a) - fromRight(b));

function rowOf(pixel: number): number {
  return Math.floor(pixel / side);
}
function columnOf(pixel: number): number {
  return pixel % side;
}
function fromRight(pixel: number): number {
  return Math.hypot(columnOf(pixel) - 8.6, rowOf(pixel) - 5.6);
}

const drawnPixels = ({ pixels, darkens }: Budget): readonly number[] =>
  (darkens ? inkOrder : whiteOrder).slice(0, Math.min(pixels, mostDrawn));

function digit(
  x: number,
  y: number,
  width: number,
  changed: readonly number[],
  budget: Budget,
  palette: Palette,
) {
  const cell = width / side;
  const at = (pixel: number) =>
    ({
      kind: 'rect',
      x: x + columnOf(pixel) * cell,
      y: y + rowOf(pixel) * cell,
      width: cell,
      height: cell,
    }) as const;
  const frame: Shape = { kind: 'rect', x, y, width, height: width, stroke: palette.muted };
  const left = ink.filter((pixel) => !changed.includes(pixel));
  return [
    ...left.map((pixel): Shape => ({ ...at(pixel), fill: palette.foreground })),
    ...changed.map((pixel): Shape =>
      budget.darkens
        ? { ...at(pixel), stroke: palette.accent, strokeWidth: 1.5 }
        : { ...at(pixel), fill: palette.accent },
    ),
    frame,
  ];
}

function facts(budget: Budget): string[] {
  const { pixels, share, darkens } = budget;
  const given = share === undefined ? '' : `γ = ${formatNumber(share)}: `;
  const drawn = drawnPixels(budget).length;
  const more = pixels > drawn ? `, ${drawn} of them drawn` : '';
  const way = darkens ? 'each as dark as it gets' : 'each as bright as it gets';
  return [
    `${given}${formatNumber(pixels)} of ${size} pixels${more}`,
    pixels === 0 ? 'nothing may change' : way,
  ];
}

const draw: Draw = (input) => {
  const budget = budgetOf(input);
  if (!budget) return undefined;
  const { width, height, palette } = input;
  // Whole pixels for every cell: no seams between them.
  const edge = side * Math.floor(Math.min(height - 4, width / 4) / side);
  const top = Math.floor((height - edge) / 2);
  const second = 2 + edge + 26;
  const x = second + edge + 16;
  const lines = facts(budget).slice(0, Math.max(1, Math.floor((height - 2) / 15)));
  const first = height / 2 + 4 - (15 * (lines.length - 1)) / 2;
  const svg = renderSvg(width, height, [
    ...digit(2, top, edge, [], budget, palette),
    ...arrow([edge + 8, height / 2], [second - 6, height / 2], palette.muted),
    ...digit(second, top, edge, drawnPixels(budget), budget, palette),
    ...lines.map((text, i): Shape => {
      const fill = i === 0 ? palette.foreground : palette.muted;
      return { kind: 'text', x, y: first + 15 * i, text, size: 11, fill, bold: i === 0 };
    }),
  ]);
  if (svg === undefined) return undefined;
  return { svg, text: `A zero before and after: ${facts(budget).join(', ')}.` };
};

export default Object.assign(draw, { optional: ['theta'] }) satisfies Draw;
