/** Marks and bands on one axis. */
import * as Plot from '@observablehq/plot';
import type { NumberLinePlot } from '../../demos/contract/frame';
import { accessible } from './chart';
import { axisTitle, domainOf } from './extent';
import { formatNumber } from '../../util/number';
import type { Canvas } from './size';

/** Average width of a letter in pixels, for placing labels. */
const letter = 6.2;
const lineHeight = 14;

type Mark = NumberLinePlot['marks'][number];
type Band = NonNullable<NumberLinePlot['bands']>[number];

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

export function drawNumberLine(plot: NumberLinePlot, canvas: Canvas): SVGSVGElement {
  const bands = plot.bands ?? [];
  const domain = domainOf(
    plot.x,
    [plot.marks.map((mark) => mark.at)],
    plot.references,
    bands.flatMap((band) => [band.from, band.to]),
  );
  const log = plot.x?.scale === 'log';
  const side = 24;
  const place = (value: number) => {
    const [a, b, v] = log ? [Math.log(domain[0]), Math.log(domain[1]), Math.log(value)] : [...domain, value];
    return side + ((v - a) / (b - a)) * (canvas.width - 2 * side);
  };
  const rows = labelRows(plot.marks.map((mark) => ({ at: place(mark.at), text: mark.label })));
  const middleOf = ({ from, to }: Band) => (log ? Math.sqrt(from * to) : (from + to) / 2);
  const bandRows = labelRows(bands.map((band) => ({ at: place(middleOf(band)), text: band.label })));
  const marks = plot.marks.map((mark, i) => ({ ...mark, row: rows[i] ?? 0 }));
  const below = (plot.x ? 40 : 24) + lineHeight * Math.max(0, ...bandRows.map((row) => row + 1));
  const svg = Plot.plot({
    width: canvas.width,
    height: canvas.height,
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
      ...bands.map((band, i) => bandMark(band, middleOf(band), bandRows[i] ?? 0)),
      Plot.ruleY([0], { stroke: 'currentColor' }),
      ...marks.flatMap(valueMark),
    ],
  }) as SVGSVGElement;
  return accessible(svg, plot);
}

function bandMark(band: Band, middle: number, row: number): Plot.Markish {
  const color = band.tone ? toneColor(band.tone) : 'var(--gloss-muted)';
  const inside = [{ ...band, middle }];
  return [
    Plot.rect(inside, { x1: 'from', x2: 'to', y1: () => 0, y2: () => 1, fill: color, fillOpacity: 0.18 }),
    Plot.text(inside, {
      x: 'middle',
      y: () => 0,
      text: 'label',
      dy: 30 + row * lineHeight,
      fill: 'currentColor',
    }),
  ] as Plot.Markish;
}

function valueMark(mark: Mark & { row: number }): Plot.Markish[] {
  const color = toneColor(mark.tone);
  const up = -16 - mark.row * lineHeight;
  return [
    Plot.dot([mark], {
      x: 'at',
      y: () => 0,
      r: 5,
      fill: color,
      stroke: 'var(--gloss-canvas)',
      strokeWidth: 1.5,
    }),
    Plot.text([mark], {
      x: 'at',
      y: () => 0,
      text: 'label',
      dy: up,
      fill: 'currentColor',
      fontWeight: 600,
      stroke: 'var(--gloss-canvas)',
      strokeWidth: 4,
    }),
  ];
}
