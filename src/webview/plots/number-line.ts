/** Marks and bands on one axis. */
import * as Plot from '@observablehq/plot';
import type { NumberLinePlot } from '../../demos/contract/frame';
import { accessible } from './chart';
import { axisTitle, domainOf } from './extent';
import { formatNumber } from '../../util/number';
import { isKept } from './kept';
import type { Canvas } from './size';

/** Average width of a letter in pixels, for placing labels. */
const letter = 6.6;
const lineHeight = 14;

type Mark = NumberLinePlot['marks'][number];

const toneColor = (tone: Mark['tone']) => `var(--gloss-${tone ?? 'accent'})`;

/** Rows in which labels do not touch: each goes to the lowest row that is free around it. */
export function labelRows(labels: readonly { readonly at: number; readonly text: string }[]): number[] {
  const ends: number[] = [];
  const rows: number[] = new Array<number>(labels.length).fill(0);
  const order = labels.map((_, i) => i).sort((a, b) => labels[a]!.at - labels[b]!.at);
  for (const i of order) {
    const half = (labels[i]!.text.length * letter) / 2 + 4;
    const start = labels[i]!.at - half;
    let row = ends.findIndex((end) => end <= start);
    if (row < 0) row = ends.length;
    ends[row] = labels[i]!.at + half;
    rows[i] = row;
  }
  return rows;
}

/** Room for the labels of marks above the axis, in pixels: the first row, and each further one. */
const firstRow = 18;
const side = 24;

export function drawNumberLine(plot: NumberLinePlot, canvas: Canvas): SVGSVGElement {
  const bands = plot.bands ?? [];
  const domain = domainOf(
    plot.x,
    [plot.marks.map((mark) => mark.at)],
    plot.references,
    bands.flatMap((band) => [band.from, band.to]),
  );
  const log = plot.x?.scale === 'log';
  const place = (value: number) => {
    const [a, b, v] = log ? [Math.log(domain[0]), Math.log(domain[1]), Math.log(value)] : [...domain, value];
    return side + ((v - a) / (b - a)) * (canvas.width - 2 * side);
  };
  const labels = plot.marks.map(({ at, label }) => inside(place(at), label, canvas.width));
  const rows = labelRows(labels.map((at, i) => ({ at, text: plot.marks[i]!.label })));
  const bandLabels = bands.map(({ from, to, label }) =>
    inside((place(Math.max(from, domain[0])) + place(Math.min(to, domain[1]))) / 2, label, canvas.width),
  );
  const bandRows = labelRows(bandLabels.map((at, i) => ({ at, text: bands[i]!.label })));
  const below = (plot.x ? 40 : 24) + lineHeight * Math.max(0, ...bandRows.map((row) => row + 1));
  const above = firstRow + lineHeight * Math.max(1, ...rows.map((row) => row + 1));
  const height = Math.max(canvas.height, below + above);
  const marks = plot.marks.map((mark, i) => {
    const up = firstRow + lineHeight * rows[i]!;
    return { ...mark, up, dx: labels[i]! - place(mark.at), top: (up - 8) / (height - below) };
  });
  const svg = Plot.plot({
    width: canvas.width,
    height,
    margin: 0,
    marginLeft: side,
    marginRight: side,
    marginBottom: below,
    className: 'chart',
    x: {
      type: log ? 'log' : 'linear',
      domain,
      label: axisTitle(plot.x),
      labelAnchor: 'center',
      labelOffset: below - 2,
      labelArrow: 'none',
      ticks: Math.max(2, Math.floor(canvas.width / 80)),
      tickFormat: (value: number) => formatNumber(value),
    },
    y: { axis: null, domain: [0, 1] },
    marks: [
      ...bands.map((band, i) => bandMark(band, domain, bandRows[i]!, bandLabels[i]!)),
      Plot.ruleY([0], { stroke: 'currentColor' }),
      ...marks.map(stem),
      ...marks.flatMap(valueMark),
    ],
  }) as SVGSVGElement;
  return accessible(svg, plot);
}

/** The middle of a label at `at`, moved so that the label does not leave the drawing. */
function inside(at: number, text: string, width: number): number {
  const half = (text.length * letter) / 2;
  return half * 2 > width ? width / 2 : Math.min(width - half, Math.max(half, at));
}

type Band = NonNullable<NumberLinePlot['bands']>[number];

function bandMark(band: Band, domain: readonly [number, number], row: number, label: number): Plot.Markish {
  const color = band.tone ? toneColor(band.tone) : 'var(--gloss-muted)';
  const drawn = [{ from: Math.max(band.from, domain[0]), to: Math.min(band.to, domain[1]) }];
  return [
    Plot.rect(drawn, { x1: 'from', x2: 'to', y1: () => 0, y2: () => 1, fill: color, fillOpacity: 0.18 }),
    Plot.text([band.label], {
      frameAnchor: 'bottom-left',
      dx: label - side,
      dy: 30 + row * lineHeight,
      text: (text: string) => text,
      textAnchor: 'middle',
      fill: 'currentColor',
    }),
  ] as Plot.Markish;
}

type PlacedMark = Mark & { readonly up: number; readonly dx: number; readonly top: number };

/** Leads from a mark to its label. */
const stem = (mark: PlacedMark) =>
  Plot.ruleX([mark], { x: 'at', y1: () => 0, y2: 'top', stroke: toneColor(mark.tone), strokeWidth: 1.5 });

function valueMark(mark: PlacedMark): Plot.Markish[] {
  const color = toneColor(mark.tone);
  const kept = isKept(mark.label);
  return [
    Plot.dot([mark], {
      x: 'at',
      y: () => 0,
      r: 5,
      fill: kept ? 'var(--gloss-canvas)' : color,
      stroke: kept ? color : 'var(--gloss-canvas)',
      strokeWidth: 1.5,
    }),
    Plot.text([mark], {
      x: 'at',
      y: () => 0,
      text: 'label',
      dx: mark.dx,
      dy: -mark.up,
      fill: 'currentColor',
      fontWeight: kept ? 400 : 600,
      stroke: 'var(--gloss-canvas)',
      strokeWidth: 4,
    }),
  ];
}
