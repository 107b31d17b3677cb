/** Names for the colours, shapes and dashes of a plot. One series alone needs none. */
import type { Plot } from '../../demos/contract/frame';
import { seriesColor } from '../theme';
import { symbols } from './scatter';

type Look = 'solid' | 'dashed' | 'points' | 'filled' | 'outline' | (typeof symbols)[number];

export interface LegendItem {
  readonly name: string;
  readonly color: string;
  readonly look: Look;
}

export function legendOf(plot: Plot): LegendItem[] {
  const items = itemsOf(plot);
  return items.length > 1 ? items : [];
}

function itemsOf(plot: Plot): LegendItem[] {
  switch (plot.kind) {
    case 'line':
    case 'area':
      return plot.series.map(({ name, style }, i) => ({
        name,
        color: seriesColor(i),
        look: style ?? 'solid',
      }));
    case 'bar':
      return plot.series.map(({ name, style }, i) => ({
        name,
        color: style === 'outline' ? 'currentColor' : seriesColor(i),
        look: style ?? 'filled',
      }));
    case 'histogram':
      return plot.series.map(({ name }, i) => ({ name, color: seriesColor(i), look: 'filled' }));
    case 'scatter':
      return plot.points.map(({ name }, i) => ({
        name,
        color: seriesColor(i),
        look: symbols[i % symbols.length]!,
      }));
    case 'field':
      return (plot.paths ?? []).map(({ name, style }, i) => ({
        name,
        color: seriesColor(i),
        look: style ?? 'solid',
      }));
    default:
      return [];
  }
}
