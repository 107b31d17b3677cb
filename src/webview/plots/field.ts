/** A plane with heights, contours, arrows, particles and paths. */
import * as Plot from '@observablehq/plot';
import type { FieldPlot, Grid, Numbers } from '../../demos/contract/frame';
import { seriesColor } from '../theme';
import { chart } from './chart';
import { roomAround } from './extent';
import { colorScale, rasterMark } from './heatmap';
import { seriesMark } from './line';
import { pickable } from './picking';
import type { Canvas } from './size';

export function drawField(plot: FieldPlot, canvas: Canvas): SVGSVGElement {
  const { grid, arrows, particles, paths = [] } = plot;
  const corners = grid ? { x: [grid.xMin, grid.xMax], y: [grid.yMin, grid.yMax] } : undefined;
  const all = [corners, arrows, particles, ...paths].filter((part) => part !== undefined);
  const [xs, ys] = [all.map((part) => part.x), all.map((part) => part.y)];
  const svg = chart(plot, canvas, {
    xs: grid ? xs : [roomAround(xs)],
    ys: grid ? ys : [roomAround(ys)],
    y: { nice: false },
    scales: grid ? { color: colorScale(grid, 'sequential') } : {},
    grid: false,
    marks: [
      grid ? rasterMark(grid) : null,
      grid && plot.contours ? contourMark(grid, plot.contours) : null,
      arrows ? arrowMark(arrows) : null,
      ...paths.map((path) => seriesMark(path, canvas, true)),
      particles ? particleMark(particles) : null,
    ],
  });
  return pickable(svg, plot.picks, canvas);
}

/** A grid with one more ring of cells, so that contours close outside the frame and are cut off there. */
function ringed({ columns, rows, values, xMin, xMax, yMin, yMax }: Grid): Grid {
  const [width, height] = [(xMax - xMin) / columns, (yMax - yMin) / rows];
  const at = (row: number, column: number) => values[row * columns + column] ?? NaN;
  /** Goes on beyond the edge as it came. */
  const beyond = (i: number, count: number, value: (i: number) => number): number => {
    if (i >= 0 && i < count) return value(i);
    const [edge, inner] = i < 0 ? [0, 1] : [count - 1, count - 2];
    return 2 * value(edge) - value(Math.max(0, inner));
  };
  const ring = Array.from({ length: (columns + 2) * (rows + 2) }, (_, i) =>
    beyond(Math.floor(i / (columns + 2)) - 1, rows, (row) =>
      beyond((i % (columns + 2)) - 1, columns, (column) => at(row, column)),
    ),
  );
  return {
    columns: columns + 2,
    rows: rows + 2,
    values: ring,
    xMin: xMin - width,
    xMax: xMax + width,
    yMin: yMin - height,
    yMax: yMax + height,
  };
}

function contourMark(grid: Grid, levels: Numbers): Plot.Markish {
  const ring = ringed(grid);
  return Plot.contour(ring.values as number[], {
    width: ring.columns,
    height: ring.rows,
    x1: ring.xMin,
    x2: ring.xMax,
    y1: ring.yMin,
    y2: ring.yMax,
    thresholds: Array.from(levels),
    stroke: 'white',
    strokeOpacity: 0.7,
    clip: true,
  });
}

function arrowMark({ x, y, dx, dy }: NonNullable<FieldPlot['arrows']>): Plot.Markish {
  return Plot.arrow(
    { length: x.length },
    {
      x1: x as number[],
      y1: y as number[],
      x2: Array.from(x, (value, i) => value + (dx[i] ?? 0)),
      y2: Array.from(y, (value, i) => value + (dy[i] ?? 0)),
      headLength: 6,
      strokeWidth: 1.25,
      stroke: 'currentColor',
    },
  );
}

const particleMark = ({ x, y, group }: NonNullable<FieldPlot['particles']>) =>
  Plot.dot(
    { length: x.length },
    {
      x: x as number[],
      y: y as number[],
      r: 2.5,
      fill: { value: Array.from(x, (_, i) => seriesColor(group?.[i] ?? 0)), scale: null },
      stroke: 'var(--gloss-canvas)',
      strokeWidth: 0.5,
      clip: true,
    },
  );
