import type { Shape } from './svg';
import { textWidth } from './text-width';

const size = 11;
const padding = 5;
/** Bold letters are wider. */
const boldness = 1.12;

/** A short warning in a frame. `y` is the baseline of its text; the frame begins at `x`. */
export function badge(x: number, y: number, text: string, color: string): Shape[] {
  return [
    {
      kind: 'rect',
      x: x + 0.5,
      y: y - 11.5,
      width: Math.round(boldness * textWidth(text, size) + 2 * padding),
      height: 15,
      stroke: color,
    },
    { kind: 'text', x: x + padding, y, text, size, fill: color, bold: true },
  ];
}
