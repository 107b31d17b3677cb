/** Names at the right ends of lines, where there is room for them: then no legend is needed. */
import type * as Plot from '@observablehq/plot';
import type { LinePlot, Numbers } from '../../demos/contract/frame';
import { isKept } from './kept';
import type { Canvas } from './size';
import { textWidth } from './text-width';

/** Pixels between a line's end and its name, with a short piece of the line's colour. */
const lead = 14;
const lineHeight = 13;
/** More lines than this crowd at their ends. */
const mostLines = 4;
/** The names may take this share of the drawing's width. */
const mostShare = 0.27;

/**
 * Pixels that the names of all lines need to the right of a drawing of this width; nothing where they do not fit.
 * Areas end at zero alike, and a line that turns back may end in the midst of the others.
 */
export function endLabelWidth({ kind, series }: LinePlot, width: number): number | undefined {
  if (kind === 'area') return undefined;
  if (series.length < 2 || series.length > mostLines) return undefined;
  if (series.some(({ name, style, x }) => style === 'points' || isKept(name) || turnsBack(x)))
    return undefined;
  const room = lead + Math.max(...series.map(({ name }) => textWidth(name)));
  return room <= width * mostShare ? room : undefined;
}

const turnsBack = (x: Numbers): boolean => Array.from(x).some((at, i) => i > 0 && at < x[i - 1]!);

/** Moves places as little as needed for `gap` between neighbours within the limits; keeps their order. */
export function spread(places: readonly number[], gap: number, min: number, max: number): number[] {
  const order = places.map((_, i) => i).sort((a, b) => places[a]! - places[b]!);
  const moved = [...places];
  let low = min;
  for (const i of order) {
    moved[i] = Math.max(low, moved[i]!);
    low = moved[i] + gap;
  }
  let high = max;
  for (const i of order.reverse()) {
    moved[i] = Math.min(high, moved[i]!);
    high = moved[i] - gap;
  }
  return moved;
}

const svg = (name: string, attributes: Record<string, string | number>): SVGElement => {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
};

/** The names beside the last points of their lines, on a ground of their own: lines that go on may pass there. */
export function endLabelMark({ series }: LinePlot, canvas: Canvas): Plot.Markish {
  const ends = series
    .filter(({ x }) => x.length > 0)
    .map(({ name, x, y }) => ({ name, x: x[x.length - 1]!, y: y[y.length - 1]! }));
  return (_index, scales, _channels, { height, marginTop, marginBottom }) => {
    const [x, y] = [scales.x, scales.y] as unknown as [(v: number) => number, (v: number) => number];
    const places = ends.map((end) => {
      const at = y(end.y);
      return Number.isFinite(at) ? at : marginTop;
    });
    const moved = spread(places, lineHeight, marginTop + 4, height - marginBottom - 4);
    const group = svg('g', { 'font-size': 11 });
    ends.forEach(({ name, x: end }, i) => {
      const left = x(end);
      const piece = { d: `M${left + 2},${places[i]}L${left + lead - 4},${moved[i]}`, fill: 'none' };
      const label = svg('text', {
        x: left + lead,
        y: moved[i]!,
        dy: '0.32em',
        fill: 'currentColor',
        stroke: 'var(--gloss-canvas)',
        'stroke-width': 4,
        'paint-order': 'stroke',
        'text-anchor': 'start',
      });
      label.textContent = name;
      group.append(svg('path', { ...piece, stroke: canvas.color(name), 'stroke-width': 2 }), label);
    });
    return group;
  };
}
