/** The numbers behind each plot as a table: for screen readers, and for everybody who wants the digits. */
import type {
  BarPlot,
  FieldPlot,
  HistogramPlot,
  LinePlot,
  NumberLinePlot,
  Plot,
  Series,
} from '../../demos/contract/frame';
import { formatNumber } from '../../util/number';
import { axisTitle } from './extent';
import { cellsOf } from './heatmap';

export interface Cell {
  readonly text: string;
  readonly number: boolean;
}
export interface Table {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
  readonly highlight?: number | undefined;
  /** How many rows were left out. */
  readonly omitted?: number;
}

type Raw = readonly (number | string | undefined)[];

/** The numbers behind a plot, all of them and with all digits. */
export interface Numbers {
  readonly columns: readonly string[];
  readonly rows: readonly Raw[];
}

/** More rows than this are thinned out evenly. */
const mostRows = 100;

function cellOf(value: number | string | undefined): Cell {
  if (value === undefined) return { text: '', number: false };
  return typeof value === 'number'
    ? { text: formatNumber(value), number: true }
    : { text: value, number: false };
}

const known = (value: number | undefined) => (Number.isNaN(value) ? undefined : value);

/** Plots that show their numbers or words themselves need no table behind them. */
const plain: ReadonlySet<Plot['kind']> = new Set(['table', 'images', 'text']);
export const hasTable = ({ kind }: Plot): boolean => !plain.has(kind);

/** The table behind a plot, short enough to be read. */
export function dataTable(plot: Plot): Table | undefined {
  const numbers = hasTable(plot) ? numbersOf(plot) : undefined;
  if (!numbers) return undefined;
  const { columns, rows } = numbers;
  const every = Math.ceil(rows.length / mostRows);
  const shown = rows.filter((_, i) => i % every === 0 || i === rows.length - 1);
  return { columns, rows: shown.map((row) => row.map(cellOf)), omitted: rows.length - shown.length };
}

/** Nothing where the plot has no numbers: images. */
export function numbersOf(plot: Plot): Numbers | undefined {
  const [x, y] = [axisTitle(plot.x) ?? 'x', axisTitle(plot.y) ?? 'y'];
  switch (plot.kind) {
    case 'line':
    case 'area':
      return lines(plot);
    case 'bar':
      return bars(plot);
    case 'histogram':
      return histogram(plot);
    case 'scatter':
      return { columns: ['group', x, y], rows: paths(plot.points) };
    case 'heatmap':
      return { columns: [x, y, plot.unit ?? 'value'], rows: heat(plot) };
    case 'number-line':
      return { columns: ['mark', axisTitle(plot.x) ?? 'value'], rows: marks(plot) };
    case 'graph':
      return {
        columns: ['from', 'to', 'weight'],
        rows: plot.edges.map((edge) => [edge.from, edge.to, edge.weight]),
      };
    case 'field':
      return plot.paths ? { columns: ['path', x, y], rows: paths(plot.paths) } : surface(plot, x, y);
    case 'table':
      return {
        columns: plot.columns.map(({ label, unit }) => (unit ? `${label} (${unit})` : label)),
        rows: plot.rows,
      };
    case 'text':
      return { columns: ['text', 'weight'], rows: plot.spans.map(({ text, weight }) => [text, weight]) };
    case 'images':
      return undefined;
  }
}

const pairs = ({ x, y }: Pick<Series, 'x' | 'y'>) => Array.from(x, (value, i) => [value, y[i]] as const);

const paths = (list: readonly Pick<Series, 'name' | 'x' | 'y'>[]): Raw[] =>
  list.flatMap((one) => pairs(one).map((pair) => [one.name, ...pair]));

const marks = ({ marks, bands = [] }: NumberLinePlot): Raw[] => [
  ...marks.map(({ label, at }) => [label, at]),
  ...bands.map(({ label, from, to }) => [label, `${formatNumber(from)} to ${formatNumber(to)}`]),
];

/** A field without paths: its heights, else its particles, else its arrows. */
function surface({ grid, particles, arrows }: FieldPlot, x: string, y: string): Numbers | undefined {
  if (grid)
    return { columns: [x, y, 'height'], rows: cellsOf(grid).map((cell) => [cell.x, cell.y, cell.value]) };
  if (particles) return { columns: [x, y], rows: pairs(particles) };
  if (!arrows) return undefined;
  const rows = pairs(arrows).map((pair, i) => [...pair, arrows.dx[i], arrows.dy[i]]);
  return { columns: [x, y, `${x} of the arrow`, `${y} of the arrow`], rows };
}

function lines(plot: LinePlot): Numbers {
  const rows = new Map<number, (number | undefined)[]>();
  plot.series.forEach((series, column) => {
    for (const [x, y] of pairs(series)) {
      const row = rows.get(x) ?? new Array<number | undefined>(plot.series.length).fill(undefined);
      row[column] = y;
      rows.set(x, row);
    }
  });
  const sorted = [...rows].sort(([a], [b]) => a - b);
  const unit = plot.y?.unit ? ` (${plot.y.unit})` : '';
  return {
    columns: [axisTitle(plot.x) ?? 'x', ...plot.series.map((series) => series.name + unit)],
    rows: sorted.map(([x, row]) => [x, ...row]),
  };
}

const bars = ({ categories, series, x }: BarPlot): Numbers => ({
  columns: [x?.label || 'category', ...series.map((one) => one.name)],
  rows: categories.map((name, i) => [name, ...series.map((one) => known(one.values[i]))]),
});

const histogram = ({ edges, series, x }: HistogramPlot): Numbers => ({
  columns: [axisTitle(x) ?? 'from', 'to', ...series.map((one) => one.name)],
  rows: Array.from(edges)
    .slice(0, -1)
    .map((edge, i) => [edge, edges[i + 1], ...series.map((one) => one.counts[i])]),
});

function heat({ grid, x, y }: Extract<Plot, { kind: 'heatmap' }>): Raw[] {
  return cellsOf(grid).map((cell, i) => [
    x?.categories?.[i % grid.columns] ?? cell.x,
    y?.categories?.[Math.floor(i / grid.columns)] ?? cell.y,
    known(cell.value),
  ]);
}
