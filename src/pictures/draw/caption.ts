import type { Area } from './bars';
import type { Shape } from './svg';
import { textWidth } from './text-width';

const size = 11;
const lineHeight = 16;
const margin = 4;
const gap = 14;
/** Digits are wider in some fonts than the estimate of a whole text says. */
const spare = 1.07;
/** From this height on lines and drawing stand below each other. */
const tall = 110;

export interface CaptionLine {
  readonly text: string;
  readonly fill: string;
}

/** Lines to the right of a drawing, or below it where there is height for both, and the room that they leave it. */
export function caption(
  width: number,
  height: number,
  lines: readonly CaptionLine[],
): { readonly area: Area; readonly shapes: readonly Shape[] } {
  const isBelow = height >= tall;
  const wide = spare * Math.max(...lines.map(({ text }) => textWidth(text, size)));
  const high = lineHeight * lines.length;
  const x = isBelow ? margin : width - wide;
  const first = isBelow ? height - high + lineHeight / 2 + 2 : (height - high) / 2 + size;
  const text = lines.map(({ text, fill }, i): Shape => ({
    kind: 'text',
    x,
    y: first + lineHeight * i,
    text,
    size,
    fill,
  }));
  const area = isBelow
    ? { x: margin, y: margin, width: width - 2 * margin, height: height - high - gap }
    : { x: margin, y: margin, width: width - wide - margin - gap, height: height - 2 * margin };
  return { area, shapes: text };
}
