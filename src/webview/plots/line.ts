/** Lines and areas over a common x. */
import * as Plot from '@observablehq/plot';
import type { LinePlot, Series } from '../../demos/contract/frame';
import { formatNumber } from '../../util/number';
import { chart, muted, named, tipLook } from './chart';
import { endLabelMark, endLabelWidth } from './end-labels';
import { isKept } from './kept';
import type { Canvas } from './size';

export function drawLines(plot: LinePlot, canvas: Canvas): SVGSVGElement {
  const area = plot.kind === 'area';
  const labels = endLabelWidth(plot, canvas.width);
  return chart(plot, canvas, {
    xs: plot.series.map((series) => series.x),
    ys: plot.series.map((series) => series.y),
    includeY: area ? [0] : [],
    marks: [
      ...(area
        ? plot.series.filter(({ name }) => !isKept(name)).map((series) => areaMark(series, canvas))
        : []),
      ...plot.series.map((series) => seriesMark(series, canvas)),
      labels === undefined ? null : endLabelMark(plot, canvas),
    ],
    ...(labels === undefined ? {} : { margins: { right: labels } }),
    tips: pointerMarks(plot),
  });
}

const areaMark = ({ name, x, y }: Series, canvas: Canvas) =>
  Plot.areaY(
    { length: x.length },
    { x: x as number[], y: y as number[], fill: canvas.color(name), fillOpacity: 0.25 },
  );

/** A series of the kept run is thin and dotted, in the colour of its twin. `clip`: it ends at the frame. */
export function seriesMark({ name, x, y, style }: Series, canvas: Canvas, clip = false): Plot.Markish {
  const data = { length: x.length };
  const channels = { x: x as number[], y: y as number[] };
  const kept = isKept(name);
  if (style === 'points') {
    const paint = kept ? { stroke: canvas.color(name) } : { fill: canvas.color(name) };
    return Plot.dot(data, { ...channels, ...paint, r: 2.5, clip });
  }
  return Plot.line(data, {
    ...channels,
    stroke: canvas.color(name),
    strokeWidth: kept ? 1.25 : 2,
    strokeDasharray: kept ? '1.5 2.5' : style === 'dashed' ? '6 4' : undefined,
    clip,
  });
}

/** A rule at the nearest x with the values of all series there. */
function pointerMarks(plot: LinePlot): Plot.Markish[] {
  const rows = new Map<number, { y: number; lines: string[] }>();
  for (const { name, x, y } of plot.series) {
    for (let i = 0; i < x.length; i++) {
      const row = rows.get(x[i]!) ?? { y: y[i]!, lines: [named(plot.x, x[i]!, 'x')] };
      row.lines.push(`${name}: ${formatNumber(y[i]!)}`);
      rows.set(x[i]!, row);
    }
  }
  const data = [...rows];
  const at = { x: (d: (typeof data)[number]) => d[0] };
  return [
    Plot.ruleX(data, Plot.pointerX({ ...at, stroke: muted, ariaHidden: 'true' })),
    Plot.tip(
      data,
      Plot.pointerX({
        ...at,
        y: (d: (typeof data)[number]) => d[1].y,
        title: (d: (typeof data)[number]) => d[1].lines.join('\n'),
        ...tipLook,
      }),
    ),
  ];
}
