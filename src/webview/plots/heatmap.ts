/** Values on a grid as colours. */
import * as Plot from '@observablehq/plot';
import type { Axis, Grid, HeatmapPlot } from '../../demos/contract/frame';
import { formatNumber, shortNumber } from '../../util/number';
import { chart, tipLook } from './chart';
import { extentOf } from './extent';
import type { Canvas } from './size';

/** Least room in pixels for a number in a cell. */
const cellRoom = { width: 34, height: 16 };

const schemes = { sequential: 'viridis', diverging: 'puor' } as const;

/** The colours of a grid: a diverging scale is symmetric about zero. */
export function colorScale(grid: Grid, colors: HeatmapPlot['colors']) {
  const [min, max] = extentOf([grid.values]) ?? [0, 1];
  const size = Math.max(Math.abs(min), Math.abs(max)) || 1;
  const domain = colors === 'diverging' ? [-size, size] : min === max ? [min, min + 1] : [min, max];
  return { type: 'linear', scheme: schemes[colors], domain } as const;
}

export interface Cell {
  readonly x: number;
  readonly y: number;
  /** NaN where it is not known. */
  readonly value: number;
}

/** The centres of the cells. */
export function cellsOf(grid: Grid): Cell[] {
  const { columns, rows, values, xMin, xMax, yMin, yMax } = grid;
  return Array.from({ length: columns * rows }, (_, i) => ({
    x: xMin + (((i % columns) + 0.5) * (xMax - xMin)) / columns,
    y: yMin + ((Math.floor(i / columns) + 0.5) * (yMax - yMin)) / rows,
    value: values[i] ?? NaN,
  }));
}

/** The grid itself, one pixel a cell, stretched. */
export function rasterMark(grid: Grid): Plot.Markish {
  const { columns, rows, values, xMin, xMax, yMin, yMax } = grid;
  return Plot.raster(values as number[], {
    width: columns,
    height: rows,
    x1: xMin,
    x2: xMax,
    y1: yMin,
    y2: yMax,
    imageRendering: 'pixelated',
  });
}

const tallest = 250;
/** Pixels that a row gets at most. */
const rowHeight = 60;
const topMargin = 24;

/** Height of a map in pixels: one of few rows is no higher than these and the names need. */
export function heatmapHeight(plot: HeatmapPlot, width: number): number {
  const { bottom } = nameMargins(plot, width);
  return Math.min(tallest, topMargin + rowHeight * plot.grid.rows + bottom);
}

export function drawHeatmap(plot: HeatmapPlot, canvas: Canvas): SVGSVGElement {
  const { grid } = plot;
  const cells = cellsOf(grid);
  const known = cells.filter(({ value }) => !Number.isNaN(value));
  const margins = nameMargins(plot, canvas.width);
  const room = {
    width: (canvas.width - margins.left - 14) / grid.columns,
    height: (canvas.height - margins.bottom - topMargin) / grid.rows,
  };
  const numbers = room.width >= cellRoom.width && room.height >= cellRoom.height;
  return chart(plot, canvas, {
    xs: [[grid.xMin, grid.xMax]],
    ys: [[grid.yMin, grid.yMax]],
    x: {
      ...categoryTicks(plot.x, grid.xMin, grid.xMax, grid.columns),
      ...(margins.isTilted ? { tickRotate: -tilt, labelOffset: margins.bottom - 4 } : {}),
    },
    y: { nice: false, ...categoryTicks(plot.y, grid.yMin, grid.yMax, grid.rows) },
    scales: { color: colorScale(grid, plot.colors) },
    grid: false,
    margins,
    marks: [rasterMark(grid), borderMark(plot, cells), numbers ? numberMark(known) : null],
    tips: [cellTip(plot, known)],
  });
}

const letter = 6.2;
const tilt = 35;

/** Room for the names of rows and columns; those of columns are tilted where they would overlap, numbers never are. */
export function nameMargins({ grid, x, y }: HeatmapPlot, width: number) {
  const longest = (axis: Axis | undefined) =>
    letter * Math.max(0, ...(axis?.categories ?? []).map((name) => name.length));
  const left = Math.max(46, Math.min(width / 3, longest(y) + 14));
  const isTilted = !!x?.categories && longest(x) + letter > (width - left - 14) / grid.columns;
  const sloped = Math.sin((tilt * Math.PI) / 180) * longest(x);
  return { left, isTilted, bottom: isTilted ? Math.min(tallest / 3, sloped + 34) : 36 };
}

function borderMark({ grid, marks = [] }: HeatmapPlot, cells: Cell[]): Plot.Markish {
  const size = { x: (grid.xMax - grid.xMin) / grid.columns, y: (grid.yMax - grid.yMin) / grid.rows };
  const marked = marks.flatMap(({ column, row }) => cells[row * grid.columns + column] ?? []);
  const side = (axis: 'x' | 'y', sign: 1 | -1) => (cell: Cell) => cell[axis] + (sign * size[axis]) / 2;
  const box = { x1: side('x', -1), x2: side('x', 1), y1: side('y', -1), y2: side('y', 1), fill: 'none' };
  return [
    Plot.rect(marked, { ...box, stroke: 'black', strokeWidth: 4, inset: 1.5 }),
    Plot.rect(marked, { ...box, stroke: 'white', strokeWidth: 2, inset: 1.5 }),
  ];
}

function categoryTicks(axis: Axis | undefined, min: number, max: number, count: number): Plot.ScaleOptions {
  const names = axis?.categories;
  if (!names) return {};
  const centre = (i: number) => min + ((i + 0.5) * (max - min)) / count;
  return {
    ticks: names.map((_, i) => centre(i)),
    tickFormat: (value: number) => names[Math.round(((value - min) / (max - min)) * count - 0.5)] ?? '',
  };
}

const numberMark = (cells: Cell[]) =>
  Plot.text(cells, {
    x: 'x',
    y: 'y',
    text: (cell: Cell) => shortNumber(cell.value),
    fill: 'white',
    stroke: 'black',
    strokeWidth: 2.5,
  });

function cellTip(plot: HeatmapPlot, cells: Cell[]): Plot.Markish {
  const unit = plot.unit ? ` ${plot.unit}` : '';
  const { grid } = plot;
  const words = (axis: Axis | undefined, value: number, min: number, max: number, count: number) =>
    axis?.categories?.[Math.floor(((value - min) / (max - min)) * count)] ?? formatNumber(value, 3);
  const title = (cell: Cell) =>
    `${words(plot.x, cell.x, grid.xMin, grid.xMax, grid.columns)}, ${words(plot.y, cell.y, grid.yMin, grid.yMax, grid.rows)}\n${formatNumber(cell.value)}${unit}`;
  return Plot.tip(cells, Plot.pointer({ x: 'x', y: 'y', title, ...tipLook }));
}
