/** What comes back into the encoder: the gradient of the task as it is, that of the language turned; and λ on its ramp. */
import { formatNumber } from '../util/number';
import type { Palette } from '../util/theme';
import { arrow } from './draw/arrow';
import { bottomAxis, leftAxis } from './draw/axis';
import type { Area } from './draw/bars';
import { curve } from './draw/plane';
import { renderSvg, type Shape } from './draw/svg';
import { textWidth } from './draw/text-width';
import type { Draw, PictureInput } from './picture';

export interface Reversal {
  /** λ at the end of the ramp. */
  readonly strength: number;
  /** How steep the ramp is; 10 in Ganin et al. 2016. */
  readonly slope: number;
}

const unlessSaid: Reversal = { strength: 1, slope: 10 };
const greatest = 1e6;
const size = 11;

/** Nothing where a value is no number that can be drawn. */
export function reversalOf({
  roles,
  defaults,
}: Pick<PictureInput, 'roles' | 'defaults'>): Reversal | undefined {
  const strength = roles['lam'] ?? defaults['lam'] ?? unlessSaid.strength;
  const slope = roles['slope'] ?? defaults['slope'] ?? unlessSaid.slope;
  const isUsable = (value: unknown): value is number =>
    typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= greatest;
  return isUsable(strength) && isUsable(slope) && slope > 0 ? { strength, slope } : undefined;
}

/** λ at a share of the training from 0 to 1. */
export function rampAt({ strength, slope }: Reversal, progress: number): number {
  return strength * (2 / (1 + Math.exp(-slope * progress)) - 1);
}

const text = (value: number): string => formatNumber(Number(value.toPrecision(3)));

/** Boxes of one row from the left, with an arrow from each to the one before. */
function row(
  from: number,
  y: number,
  height: number,
  names: readonly string[],
  color: string,
  palette: Palette,
) {
  const gap = 18;
  let x = from;
  const shapes = names.flatMap((name, i): Shape[] => {
    const width = Math.round(textWidth(name, size) + 10);
    const left = x + gap;
    x = left + width;
    const stroke = i === 0 ? color : palette.muted;
    const fill = i === 0 ? color : palette.foreground;
    return [
      ...arrow([left - 1, y + height / 2], [left - gap + 1, y + height / 2], color),
      { kind: 'rect', x: left + 0.5, y: y + 0.5, width: width - 1, height: height - 1, stroke },
      { kind: 'text', x: left + width / 2, y: y + height / 2 + 4, text: name, size, fill, anchor: 'middle' },
    ];
  });
  return { shapes, right: x };
}

/** The two ways back, and where they end. */
function ways({ strength }: Reversal, word: string, height: number, palette: Palette) {
  const color = strength < 0 ? palette.error : strength === 0 ? palette.muted : palette.accent;
  const lane = Math.floor(Math.min(26, (height - 6) / 2));
  const [top, bottom] = [Math.floor(height / 2) - lane - 2, Math.floor(height / 2) + 2];
  const name = 'encoder';
  const right = 2 + Math.round(textWidth(name, size) + 10);
  const rows = [
    row(right, top, lane, [`${word}× 1`, 'task'], palette.foreground, palette),
    row(
      right,
      bottom,
      lane,
      [`${word}× ${text(strength === 0 ? 0 : -strength)}`, 'language?'],
      color,
      palette,
    ),
  ];
  const box: Shape = {
    kind: 'rect',
    x: 2.5,
    y: top + 0.5,
    width: right - 3,
    height: bottom + lane - top - 1,
    stroke: palette.foreground,
  };
  const label: Shape = {
    kind: 'text',
    x: (right + 2) / 2,
    y: (top + bottom + lane) / 2 + 4,
    text: name,
    size,
    fill: palette.foreground,
    anchor: 'middle',
  };
  return {
    shapes: [box, label, ...rows.flatMap(({ shapes }) => shapes)],
    right: Math.max(...rows.map((r) => r.right)),
  };
}

function ramp(reversal: Reversal, area: Area, palette: Palette): Shape[] {
  const end = rampAt(reversal, 1);
  const inside: Area = { ...area, y: area.y + 5, height: area.height - 10 };
  const hasAxis = area.height >= 90;
  // Under the axis there is room for its labels, and beside it for half of the last one.
  const plot = hasAxis ? { ...inside, height: inside.height - 14, width: inside.width - 14 } : inside;
  const plane = { area: plot, x: { from: 0, to: 1 }, y: { from: 0, to: end } };
  const ticks = [
    { at: 0, label: '0' },
    { at: 1, label: text(end) },
  ];
  const percents = [0, 0.5, 1].map((at) => ({ at, label: `${100 * at} %` }));
  return [
    ...leftAxis(plot, ticks, palette),
    ...(hasAxis ? bottomAxis(plot, percents, palette) : []),
    ...curve(plane, (at) => rampAt(reversal, at), { stroke: palette.accent, strokeWidth: 2 }),
    ...(plot.height < 26
      ? []
      : [
          {
            kind: 'text',
            x: plot.x + plot.width,
            y: plot.y + plot.height - 5,
            text: 'λ over the training',
            size,
            fill: palette.muted,
            anchor: 'end',
          } as const,
        ]),
  ];
}

/** Room that the ramp needs beside the boxes. */
const leastRamp = 110;

const draw: Draw = (input) => {
  const reversal = reversalOf(input);
  if (!reversal) return undefined;
  const { width, height, palette } = input;
  const { strength } = reversal;
  const withWord = ways(reversal, 'gradient ', height, palette);
  const back = withWord.right > width - 2 ? ways(reversal, '', height, palette) : withWord;
  const axis = textWidth(text(rampAt(reversal, 1)), size) + 10;
  const area: Area = { x: back.right + 14 + axis, y: 0, width: width - back.right - 20 - axis, height };
  const isRamped = strength > 0 && area.width >= leastRamp;
  const svg = renderSvg(width, height, [...back.shapes, ...(isRamped ? ramp(reversal, area, palette) : [])]);
  if (svg === undefined) return undefined;
  const turned =
    strength < 0
      ? `that of the language ${text(-strength)} times, with its sign kept`
      : `that of the language times ${text(strength === 0 ? 0 : -strength)}`;
  const grows = `; on the ramp λ is ${text(rampAt(reversal, 0.1))} after 10 % of the training and ${text(rampAt(reversal, 1))} at its end`;
  return {
    svg,
    text: `Back into the encoder come the gradient of the task as it is and ${turned}${strength > 0 ? grows : ''}.`,
  };
};

export default draw;
