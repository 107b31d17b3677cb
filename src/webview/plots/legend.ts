/** Names for the colours, shapes and dashes of a plot. One series alone needs none. */
import type { Plot } from '../../demos/contract/frame';
import { seriesColor } from '../theme';
import { isKept, ownName } from './kept';
import { symbols } from './scatter';
import type { Canvas } from './size';

type Look = 'kept' | 'solid' | 'dashed' | 'points' | 'filled' | 'outline' | (typeof symbols)[number];

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
        look: isKept(name) ? 'kept' : (style ?? 'solid'),
      }));
    case 'bar':
      return plot.series.map(({ name, style }) => ({
        name,
        color: style === 'outline' ? 'currentColor' : color(name),
        look: isKept(name) ? 'kept' : (style ?? 'filled'),
      }));
    case 'histogram':
      return plot.series.map(({ name }) => ({
        name,
        color: color(name),
        look: isKept(name) ? 'kept' : 'filled',
      }));
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
        look: isKept(name) ? 'kept' : (style ?? 'solid'),
      }));
    default:
      return [];
  }
}

/**
 * A series that stands in several plots of a frame has one colour in all of them; the others take the first that is
 * free in their plot. Outlines take none: they are drawn in the colour of text.
 */
export function colorsOf(plots: readonly Plot[]): Canvas['color'] {
  const named = plots.map(namesOf);
  const all = named.flat();
  const places = new Map<string, number>();
  for (const name of all) {
    if (!places.has(name) && all.indexOf(name) !== all.lastIndexOf(name)) places.set(name, places.size);
  }
  for (const names of named) {
    const taken = new Set(names.map((name) => places.get(name)));
    for (const name of names.filter((one) => !places.has(one))) {
      let place = 0;
      while (taken.has(place)) place++;
      taken.add(place);
      places.set(name, place);
    }
  }
  return (name) => seriesColor(places.get(ownName(name)) ?? 0);
}

/** The names in a plot that take a colour, each once. */
export function namesOf(plot: Plot): string[] {
  if (plot.kind === 'field') return [...new Set((plot.paths ?? []).map(({ name }) => name))];
  if (!('series' in plot)) return [];
  const colored = plot.kind === 'bar' ? plot.series.filter(({ style }) => style !== 'outline') : plot.series;
  return [...new Set(colored.map(({ name }) => name))];
}
