/** Points of several groups, with the classes of the plane behind them. */
import * as Plot from '@observablehq/plot';
import type { Numbers, ScatterPlot } from '../../demos/contract/frame';
import { formatNumber } from '../../util/number';
import { seriesColor } from '../theme';
import { chart, tipLook } from './chart';
import { pickable } from './picking';
import { regionMark } from './raster';
import type { Canvas } from './size';

/** Shapes tell groups apart where colours do not. */
export const symbols = ['circle', 'triangle', 'square', 'diamond', 'star', 'wye'] as const;

export function drawScatter(plot: ScatterPlot, canvas: Canvas): SVGSVGElement {
  const { points, regions } = plot;
  const corners: Numbers[] = regions ? [[regions.xMin, regions.xMax]] : [];
  const sides: Numbers[] = regions ? [[regions.yMin, regions.yMax]] : [];
  const svg = chart(plot, canvas, {
    xs: [...points.map((group) => group.x), ...corners],
    ys: [...points.map((group) => group.y), ...sides],
    marks: [regions ? regionMark(regions) : null, ...points.map(groupMark)],
    tips: [pointTip(plot)],
    ...(regions ? { y: { nice: false } } : {}),
    grid: !regions,
  });
  return pickable(svg, plot.picks, canvas);
}

function groupMark(group: ScatterPlot['points'][number], i: number): Plot.Markish {
  const { x, y, size } = group;
  return Plot.dot(
    { length: x.length },
    {
      x: x as number[],
      y: y as number[],
      r: size ? { value: size as number[], scale: null } : 3,
      symbol: symbols[i % symbols.length],
      fill: seriesColor(i),
      stroke: 'var(--gloss-canvas)',
      strokeWidth: 0.5,
    },
  );
}

function pointTip(plot: ScatterPlot): Plot.Markish {
  const data = plot.points.flatMap(({ name, x, y }) =>
    Array.from(x, (value, i) => ({ name, x: value, y: y[i] ?? NaN })),
  );
  return Plot.tip(
    data,
    Plot.pointer({
      x: 'x',
      y: 'y',
      title: (d: (typeof data)[number]) => `${d.name}\n${formatNumber(d.x, 3)}, ${formatNumber(d.y, 3)}`,
      ...tipLook,
    }),
  );
}
