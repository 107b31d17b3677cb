/** Names for the colours, shapes and dashes of a plot. One series alone needs none. */
import type { Plot } from '../../demos/contract/frame';
import { seriesColor } from '../theme';
import { symbols } from './scatter';
import type { Canvas } from './size';

type Look = 'solid' | 'dashed' | 'points' | 'filled' | 'outline' | (typeof symbols)[number];

export interface LegendItem {
  readonly name: string;
  readonly color: string;
  readonly look: Look;
}

export function legendOf(plot: Plot, color: Canvas['color']): LegendItem[] {
  const items = itemsOf(plot, color);
  return items.length > 1 ? items : [];
}

function itemsOf(plot: Plot, color: Canvas['color']): LegendItem[] {
  switch (plot.kind) {
    case 'line':
    case 'area':
      return plot.series.map(({ name, style }) => ({
        name,
        color: color(name),
        look: style ?? 'solid',
      }));
    case 'bar':
      return plot.series.map(({ name, style }) => ({
        name,
        color: style === 'outline' ? 'currentColor' : color(name),
        look: style ?? 'filled',
      }));
    case 'histogram':
      return plot.series.map(({ name }) => ({ name, color: color(name), look: 'filled' }));
    case 'scatter':
      return plot.points.map(({ name }, i) => ({
        name,
        color: seriesColor(i),
        look: symbols[i % symbols.length]!,
      }));
    case 'field':
      return (plot.paths ?? []).map(({ name, style }) => ({
        name,
        color: color(name),
        look: style ?? 'solid',
      }));
    default:
      return [];
  }
}

/**
 * One colour for each name over all plots of a frame, in order of appearance. Outlines take none: they are drawn in
 * the colour of text.
 */
export function colorsOf(plots: readonly Plot[]): Canvas['color'] {
  const order = new Map<string, number>();
  for (const plot of plots) {
    for (const name of namesOf(plot)) if (!order.has(name)) order.set(name, order.size);
  }
  return (name) => seriesColor(order.get(name) ?? 0);
}

function namesOf(plot: Plot): string[] {
  if (plot.kind === 'bar')
    return plot.series.filter(({ style }) => style !== 'outline').map(({ name }) => name);
  if (plot.kind === 'field') return (plot.paths ?? []).map(({ name }) => name);
  return 'series' in plot ? plot.series.map(({ name }) => name) : [];
}
