/** The numbers behind each plot as a table: for screen readers, and for everybody who wants the digits. */
import type { BarPlot, HistogramPlot, LinePlot, Numbers, Plot } from '../../demos/contract/frame';
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

/** More rows than this are thinned out evenly. */
const mostRows = 100;

type Raw = readonly (number | string | undefined)[];

function table(columns: readonly string[], rows: readonly Raw[]): Table {
  const every = Math.ceil(rows.length / mostRows);
  const shown = rows.filter((_, i) => i % every === 0 || i === rows.length - 1);
  return {
    columns,
    rows: shown.map((row) => row.map(cellOf)),
    omitted: rows.length - shown.length,
  };
}

function cellOf(value: number | string | undefined): Cell {
  if (value === undefined) return { text: '', number: false };
  return typeof value === 'number'
    ? { text: formatNumber(value), number: true }
    : { text: value, number: false };
}

/** The table of a plot; nothing where the plot is one itself or is plain text. */
export function dataTable(plot: Plot): Table | undefined {
  switch (plot.kind) {
    case 'line':
    case 'area':
      return lines(plot);
    case 'bar':
      return bars(plot);
    case 'histogram':
      return histogram(plot);
    case 'scatter':
      return table(
        ['group', axisTitle(plot.x ?? undefined) ?? 'x', axisTitle(plot.y) ?? 'y'],
        plot.points.flatMap(({ name, x, y }) => pairs(x, y).map((pair) => [name, ...pair])),
      );
    case 'heatmap':
      return table([axisTitle(plot.x) ?? 'x', axisTitle(plot.y) ?? 'y', plot.unit ?? 'value'], heat(plot));
    case 'number-line':
      return table(
        ['mark', axisTitle(plot.x) ?? 'value'],
        [
          ...plot.marks.map(({ label, at }) => [label, at]),
          ...(plot.bands ?? []).map(({ label, from, to }) => [
            label,
            `${formatNumber(from)} to ${formatNumber(to)}`,
          ]),
        ],
      );
    case 'graph':
      return table(
        ['from', 'to', 'weight'],
        plot.edges.map((edge) => [edge.from, edge.to, edge.weight]),
      );
    case 'field':
      return table(
        ['path', axisTitle(plot.x) ?? 'x', axisTitle(plot.y) ?? 'y'],
        (plot.paths ?? []).flatMap(({ name, x, y }) => pairs(x, y).map((pair) => [name, ...pair])),
      );
    default:
      return undefined;
  }
}

const pairs = (x: Numbers, y: Numbers) => Array.from(x, (value, i) => [value, y[i]] as const);

function lines(plot: LinePlot): Table {
  const rows = new Map<number, (number | undefined)[]>();
  plot.series.forEach((series, column) => {
    for (const [x, y] of pairs(series.x, series.y)) {
      const row = rows.get(x) ?? new Array<number | undefined>(plot.series.length).fill(undefined);
      row[column] = y;
      rows.set(x, row);
    }
  });
  const sorted = [...rows].sort(([a], [b]) => a - b);
  const unit = plot.y?.unit ? ` (${plot.y.unit})` : '';
  return table(
    [axisTitle(plot.x) ?? 'x', ...plot.series.map((series) => series.name + unit)],
    sorted.map(([x, row]) => [x, ...row]),
  );
}

const bars = ({ categories, series, x }: BarPlot) =>
  table(
    [x?.label || 'category', ...series.map((one) => one.name)],
    categories.map((name, i) => [name, ...series.map((one) => one.values[i])]),
  );

const histogram = ({ edges, series, x }: HistogramPlot) =>
  table(
    [axisTitle(x) ?? 'from', 'to', ...series.map((one) => one.name)],
    Array.from(edges)
      .slice(0, -1)
      .map((edge, i) => [edge, edges[i + 1], ...series.map((one) => one.counts[i])]),
  );

function heat({ grid, x, y }: Extract<Plot, { kind: 'heatmap' }>): Raw[] {
  return cellsOf(grid).map((cell, i) => [
    x?.categories?.[i % grid.columns] ?? cell.x,
    y?.categories?.[Math.floor(i / grid.columns)] ?? cell.y,
    cell.value,
  ]);
}
