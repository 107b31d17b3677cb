/** A plane with heights, contours, arrows, particles and paths. */
import * as Plot from '@observablehq/plot';
import type { FieldPlot, Grid, Numbers } from '../../demos/contract/frame';
import { seriesColor } from '../theme';
import { chart } from './chart';
import { colorScale, rasterMark } from './heatmap';
import { seriesMark } from './line';
import { pickable } from './picking';
import type { Canvas } from './size';

export function drawField(plot: FieldPlot, canvas: Canvas): SVGSVGElement {
  const { grid, arrows, particles, paths = [] } = plot;
  const corners = grid ? { x: [grid.xMin, grid.xMax], y: [grid.yMin, grid.yMax] } : undefined;
  const all = [corners, arrows, particles, ...paths].filter((part) => part !== undefined);
  const svg = chart(plot, canvas, {
    xs: all.map((part) => part.x),
    ys: all.map((part) => part.y),
    y: { nice: false },
    scales: grid ? { color: colorScale(grid, 'sequential') } : {},
    grid: false,
    marks: [
      grid ? rasterMark(grid) : null,
      grid && plot.contours ? contourMark(grid, plot.contours) : null,
      arrows ? arrowMark(arrows) : null,
      ...paths.map((path) => seriesMark(path, canvas)),
      particles ? particleMark(particles) : null,
    ],
  });
  return pickable(svg, plot.picks, canvas);
}

const contourMark = (grid: Grid, levels: Numbers) =>
  Plot.contour(grid.values as number[], {
    width: grid.columns,
    height: grid.rows,
    x1: grid.xMin,
    x2: grid.xMax,
    y1: grid.yMin,
    y2: grid.yMax,
    thresholds: Array.from(levels),
    stroke: 'white',
    strokeOpacity: 0.7,
  });

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
    },
  );
