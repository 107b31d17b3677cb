/** Bars over categories, and histograms. */
import * as Plot from '@observablehq/plot';
import type { BarPlot, HistogramPlot } from '../../demos/contract/frame';
import { formatNumber, shortNumber } from '../../util/number';
import { chart, named, tipLook } from './chart';
import { isKept, ownName } from './kept';
import type { Canvas } from './size';
import { textWidth } from './text-width';

/** Share of a category's place that its bars take. */
const barShare = 0.72;
/** Pixels that the name of a category needs at least. */
const nameWidth = 34;

/** Pixels that a letter of an axis takes on average. */
const letterWidth = 6.2;

const shortened = (text: string, letters: number) =>
  text.length > letters ? `${text.slice(0, letters - 1)}…` : text;

interface Bar {
  readonly left: number;
  readonly right: number;
  readonly value: number;
  readonly title: string;
}

/** The known bars of one series; those of several filled ones stand side by side, outlines take the whole place. */
function barsOf(plot: BarPlot, series: BarPlot['series'][number], place: number, places: number): Bar[] {
  const width = barShare / places;
  return Array.from(series.values, (value, i) => {
    const left = i - barShare / 2 + place * width;
    const category = plot.categories[i] ?? String(i);
    return { left, right: left + width, value, title: `${category}\n${series.name}: ${formatNumber(value)}` };
  }).filter(({ value }) => !Number.isNaN(value));
}

export function drawBars(plot: BarPlot, canvas: Canvas): SVGSVGElement {
  const filled = plot.series.filter((series) => series.style !== 'outline' && !isKept(series.name));
  const layers = plot.series.map((series) => {
    const kept = isKept(series.name);
    const outline = series.style === 'outline';
    const own = ownName(series.name);
    const place = outline
      ? 0
      : Math.max(
          0,
          filled.findIndex(({ name }) => name === own),
        );
    return {
      color: canvas.color(series.name),
      look: kept ? ('kept' as const) : outline ? ('outline' as const) : ('filled' as const),
      bars: barsOf(plot, series, place, outline ? 1 : Math.max(1, filled.length)),
    };
  });
  const room = (canvas.width - 60) / Math.max(1, plot.categories.length);
  const every = Math.ceil(nameWidth / room);
  const letters = Math.max(4, Math.floor((room * every) / letterWidth));
  const count = plot.categories.length;
  return chart(
    { ...plot, x: { label: plot.x?.label ?? '', ...plot.x, min: -0.5, max: count - 0.5 } },
    canvas,
    {
      xs: [],
      ys: plot.series.map((series) => series.values),
      includeY: [0],
      x: {
        ticks: plot.categories.map((_, i) => i).filter((i) => i % every === 0),
        tickFormat: (i: number) => shortened(plot.categories[i] ?? '', letters),
        label: plot.x?.label || null,
      },
      marks: [
        ...layers.map(({ color, look, bars }) => barMark(bars, look, color)),
        Plot.ruleY([0], { stroke: 'currentColor' }),
        valueLabels(
          layers.filter((layer) => layer.look === 'filled').flatMap((layer) => layer.bars),
          filled.length > 1 ? (room * barShare) / filled.length : room,
        ),
      ],
      tips: [barTip(layers.flatMap((layer) => layer.bars))],
    },
  );
}

function barMark(bars: Bar[], look: 'filled' | 'outline' | 'kept', color: string): Plot.Markish {
  const channels = { x1: 'left', x2: 'right', y1: () => 0, y2: 'value' };
  if (look === 'kept')
    return Plot.rect(bars, {
      ...channels,
      fill: 'none',
      stroke: color,
      strokeWidth: 1.5,
      strokeDasharray: '1.5 2.5',
    });
  return look === 'outline'
    ? Plot.rect(bars, {
        ...channels,
        fill: 'none',
        stroke: 'currentColor',
        strokeWidth: 1.25,
        strokeDasharray: '3 2',
      })
    : Plot.rect(bars, { ...channels, fill: color, insetLeft: 1, insetRight: 1 });
}

/** Between bars that are closer than these pixels, single short numbers would look like noise. */
const leastLabelRoom = 24;

/** The number above a bar; nothing where it is wider than the pixels to its neighbour's. */
export function barLabel(value: number, pixels: number): string {
  const text = value === 0 ? '' : shortNumber(value);
  return textWidth(text) > pixels || pixels < leastLabelRoom ? '' : text;
}

/** Numbers above the bars; those of bars that hang down stand above the axis, clear of names and of the bar. */
function valueLabels(bars: Bar[], pixels: number): Plot.Markish {
  return Plot.text(bars, {
    x: (bar: Bar) => (bar.left + bar.right) / 2,
    y: (bar: Bar) => Math.max(0, bar.value),
    text: (bar: Bar) => barLabel(bar.value, pixels),
    dy: -7,
    stroke: 'var(--gloss-canvas)',
    strokeWidth: 5,
    fill: 'currentColor',
  });
}

const barTip = (bars: Bar[]) =>
  Plot.tip(
    bars,
    Plot.pointerX({ x: (bar: Bar) => (bar.left + bar.right) / 2, y: 'value', title: 'title', ...tipLook }),
  );

export function drawHistogram(plot: HistogramPlot, canvas: Canvas): SVGSVGElement {
  const { edges } = plot;
  const bins = plot.series.map(({ name, counts }) =>
    Array.from(counts, (value, i) => {
      const left = edges[i] ?? 0;
      const right = edges[i + 1] ?? left;
      return {
        left,
        right,
        value,
        title: `${named(plot.x, left, '')} to ${formatNumber(right)}\n${name}: ${formatNumber(value)}`,
      };
    }),
  );
  const several = plot.series.length > 1;
  const look = (name: string) =>
    isKept(name)
      ? { fill: 'none', strokeDasharray: '1.5 2.5', strokeWidth: 1.5 }
      : { fill: canvas.color(name), fillOpacity: several ? 0.4 : 0.85 };
  return chart(plot, canvas, {
    xs: [edges],
    ys: plot.series.map((series) => series.counts),
    includeY: [0],
    marks: [
      ...bins.map((bars, i) =>
        Plot.rect(bars, {
          x1: 'left',
          x2: 'right',
          y1: () => 0,
          y2: 'value',
          ...look(plot.series[i]?.name ?? ''),
          stroke: canvas.color(plot.series[i]?.name ?? ''),
          insetLeft: several ? 0 : 0.5,
          insetRight: several ? 0 : 0.5,
        }),
      ),
      Plot.ruleY([0], { stroke: 'currentColor' }),
    ],
    tips: [barTip(bins.flat())],
  });
}
