/** Forty labels as they are and as they are given, with the flipped ones framed. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { renderSvg, type Shape } from './draw/svg';
import type { Draw, PictureInput } from './picture';

const count = 40;
const classesUnlessSaid = 2;
/** The same spread order every time: multiples of 17 modulo 41. */
const order = Array.from({ length: count }, (_, i) => (((i + 1) * 17) % (count + 1)) - 1);

/** Shares of all labels. */
export interface Noise {
  /** Labels that are chosen, and labels that end up different. */
  readonly chosen: number;
  readonly changed: number;
  readonly classes: number;
}

/**
 * A flip rate changes every chosen label; a redrawn label (role `redrawn`) is drawn from all K classes and stays as it
 * was in one case of K. Nothing where a value is no share or K is no number of classes.
 */
export function noiseOf({ roles, defaults }: Pick<PictureInput, 'roles' | 'defaults'>): Noise | undefined {
  const read = (role: string): unknown => roles[role] ?? defaults[role];
  const redrawn = read('redrawn');
  const chosen = redrawn ?? read('rate');
  const classes = read('num_classes') ?? classesUnlessSaid;
  if (typeof chosen !== 'number' || !(chosen >= 0 && chosen <= 1)) return undefined;
  if (!Number.isSafeInteger(classes) || (classes as number) < 2) return undefined;
  const changed = redrawn === undefined ? chosen : chosen * (1 - 1 / (classes as number));
  return { chosen, changed, classes: classes as number };
}

const percent = (share: number): string => `${formatNumber(100 * share, 3)} %`;

interface Cell {
  readonly width: number;
  readonly height: number;
}

/** One square a label: filled for one class, hollow for the other. */
function square(x: number, y: number, cell: Cell, isFilled: boolean, palette: Palette): Shape {
  const box = { kind: 'rect', x: x + 1, y: y + 1, width: cell.width - 2, height: cell.height - 2 } as const;
  return isFilled
    ? { ...box, fill: palette.series[0]! }
    : { ...box, stroke: palette.series[1]!, strokeWidth: 1.5 };
}

function rows(noise: Noise, x: number, y: number, cell: Cell, gap: number, palette: Palette): Shape[] {
  const [chosen, changed] = [noise.chosen, noise.changed].map((share) => Math.round(share * count));
  const rank = (label: number) => order.indexOf(label);
  return Array.from({ length: count }, (_, i) => i).flatMap((i): Shape[] => {
    const isFilled = i < count / 2;
    const left = x + cell.width * i;
    const below = y + cell.height + gap;
    const ring: Shape = {
      kind: 'rect',
      x: left - 0.5,
      y: below - 1.5,
      width: cell.width + 1,
      height: cell.height + 3,
      stroke: palette.foreground,
      strokeWidth: 1.5,
      dashed: rank(i) >= changed!,
    };
    return [
      square(left, y, cell, isFilled, palette),
      square(left, below, cell, rank(i) < changed! ? !isFilled : isFilled, palette),
      ...(rank(i) < chosen! ? [ring] : []),
    ];
  });
}

function facts({ chosen, changed, classes }: Noise): string {
  if (changed === chosen) return `${percent(chosen)} of the labels flipped`;
  return `${percent(chosen)} drawn anew from ${classes} classes: ${percent(changed)} change`;
}

const draw: Draw = (input) => {
  const noise = noiseOf(input);
  if (!noise) return undefined;
  const { width, height, palette } = input;
  const names = 38;
  const isFlat = height < 36;
  const words = isFlat ? 1 : 16;
  const gap = isFlat ? 3 : 5;
  const wide = Math.floor(Math.min(12, (width - names - 2) / count));
  const cell = { width: wide, height: Math.floor(Math.min(wide, (height - words - gap - 3) / 2)) };
  const top = words + Math.max(0, Math.floor((height - words - 2 * cell.height - gap) / 2));
  const name = (text: string, row: number): Shape => ({
    kind: 'text',
    x: names - 6,
    y: top + row * (cell.height + gap) + cell.height / 2 + 4,
    text,
    size: 11,
    fill: palette.muted,
    anchor: 'end',
  });
  const caption: Shape = {
    kind: 'text',
    x: names,
    y: top - 6,
    text: facts(noise),
    size: 11,
    fill: palette.foreground,
    bold: true,
  };
  const svg = renderSvg(width, height, [
    ...rows(noise, names, top, cell, gap, palette),
    ...(cell.height < 8 ? [] : [name('true', 0), name('given', 1)]),
    ...(isFlat ? [] : [caption]),
  ]);
  if (svg === undefined) return undefined;
  const [chosen, changed] = [noise.chosen, noise.changed].map((share) => Math.round(share * count));
  return { svg, text: `${facts(noise)}; ${chosen} of ${count} labels are framed, ${changed} differ.` };
};

export default draw;
