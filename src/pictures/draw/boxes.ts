/** Named boxes with an arrow from each to the next. */
import type { Palette } from '../../util/theme';
import { arrow } from './arrow';
import type { Area } from './bars';
import type { Shape } from './svg';
import { textWidth } from './text-width';

export interface Box {
  readonly name: string;
  /** Under the name, or behind it where the boxes are low. */
  readonly value?: string;
  readonly tone?: 'plain' | 'accent' | 'error';
}

const gap = 16;
const padding = 4;
const space = 4;
const sizes = { largest: 12, smallest: 8 };
/** Bold letters are wider. */
const boldness = 1.12;

/** Boxes from left to right that fill the area; letters shrink where they are too wide together. */
export function boxRow(boxes: readonly Box[], area: Area, palette: Palette): Shape[] {
  const isLow = area.height < 30;
  const nameWidth = (box: Box, size: number) => boldness * textWidth(box.name, size);
  const valueWidth = ({ value }: Box, size: number) => (value === undefined ? 0 : textWidth(value, size));
  const widthOf = (box: Box, size: number) => {
    const [name, value] = [nameWidth(box, size), valueWidth(box, size)];
    return 2 * padding + (isLow ? name + (value && space + value) : Math.max(name, value));
  };
  const room = area.width - gap * (boxes.length - 1);
  const total = (size: number) => boxes.reduce((sum, box) => sum + widthOf(box, size), 0);
  let size = sizes.largest;
  while (size > sizes.smallest && total(size) > room) size -= 0.5;

  const middle = area.y + area.height / 2;
  let right = area.x - gap;
  return boxes.flatMap((box, i) => {
    const left = right + gap;
    const width = (widthOf(box, size) * room) / total(size);
    right = left + width;
    const color = box.tone && box.tone !== 'plain' ? palette[box.tone] : undefined;
    const isBeside = isLow && box.value !== undefined;
    const centre = left + width / 2;
    const text = (x: number, y: number, content: string, more: { fill: string; bold?: boolean }): Shape => ({
      kind: 'text',
      x,
      y,
      text: content,
      size,
      anchor: 'middle',
      ...more,
    });
    const shift = isBeside ? [valueWidth(box, size) + space, nameWidth(box, size) + space] : [0, 0];
    const isAlone = isLow || box.value === undefined;
    return [
      {
        kind: 'rect',
        x: left,
        y: area.y,
        width,
        height: area.height,
        stroke: color ?? palette.muted,
        strokeWidth: color ? 1.5 : 1,
      },
      text(centre - shift[0]! / 2, isAlone ? middle + size / 3 : middle - 3, box.name, {
        fill: palette.foreground,
        bold: true,
      }),
      ...(box.value === undefined
        ? []
        : [
            text(centre + shift[1]! / 2, isLow ? middle + size / 3 : middle + size, box.value, {
              fill: color ?? palette.muted,
            }),
          ]),
      ...(i === 0 ? [] : arrow([left - gap + 2, middle], [left - 2, middle], palette.foreground)),
    ];
  });
}
