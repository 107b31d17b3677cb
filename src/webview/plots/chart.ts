/** The frame that all charts share: axes, grid, reference lines, hover values. Drawn by Observable Plot. */
import * as Plot from '@observablehq/plot';
import type { Axis, Numbers, Plot as PlotData, ReferenceLine } from '../../demos/contract/frame';
import { formatNumber } from '../../util/number';
import { axisTitle, domainOf } from './extent';
import type { Canvas } from './size';

export interface ChartOptions {
  /** All coordinates, for the limits of the axes. */
  readonly xs: readonly Numbers[];
  readonly ys: readonly Numbers[];
  /** Values that an axis shows whatever the data: 0 under bars. */
  readonly includeY?: readonly number[];
  readonly marks: readonly Plot.Markish[];
  readonly x?: Plot.ScaleOptions;
  readonly y?: Plot.ScaleOptions;
  readonly scales?: Plot.PlotOptions;
  readonly grid?: boolean;
  /** One unit is as long on one axis as on the other. */
  readonly square?: boolean;
}

type Framed = Pick<PlotData, 'x' | 'y' | 'references' | 'title' | 'text'>;

export const muted = 'var(--gloss-muted)';
const gridColor = 'var(--gloss-grid)';

function scale(
  axis: Axis | undefined,
  domain: [number, number],
  own: Plot.ScaleOptions = {},
): Plot.ScaleOptions {
  return { type: axis?.scale === 'log' ? 'log' : 'linear', domain, label: axisTitle(axis), ...own };
}

/** How many ticks fit. */
const ticksIn = (pixels: number, each: number) => Math.max(2, Math.floor(pixels / each));

function tickFormat(axis: Axis | undefined, domain: [number, number]): (value: number) => string {
  if (axis?.scale !== 'log') return (value) => formatNumber(value);
  const decades = Math.log10(domain[1] / domain[0]);
  return (value) =>
    decades < 1.5 || Number.isInteger(Number(Math.log10(value).toFixed(6))) ? formatNumber(value) : '';
}

/** An SVG element of exactly the canvas's size; its margins do not depend on the data, so that nothing jumps. */
export function chart(plot: Framed, canvas: Canvas, options: ChartOptions): SVGSVGElement {
  const { width, height } = canvas;
  const references = plot.references ?? [];
  const xDomain = domainOf(
    plot.x,
    options.xs,
    references.filter((line) => line.axis === 'x'),
  );
  const yDomain = domainOf(
    plot.y,
    options.ys,
    references.filter((line) => line.axis === 'y'),
    options.includeY,
  );
  const x = scale(plot.x, xDomain, {
    ticks: ticksIn(width, 70),
    tickFormat: tickFormat(plot.x, xDomain),
    ...options.x,
  });
  const y = scale(plot.y, yDomain, {
    ticks: ticksIn(height, 36),
    tickFormat: tickFormat(plot.y, yDomain),
    nice: plot.y?.max === undefined && plot.y?.min === undefined,
    ...options.y,
  });
  const svg = Plot.plot({
    width,
    height,
    marginTop: plot.y ? 22 : 10,
    marginLeft: 46,
    marginRight: 14,
    marginBottom: plot.x ? 36 : 24,
    className: 'chart',
    x: { labelAnchor: 'center', labelArrow: 'none', ...x },
    y: { labelArrow: 'none', ...y },
    ...(options.square ? { aspectRatio: 1, height } : {}),
    ...options.scales,
    marks: [
      options.grid === false
        ? null
        : Plot.gridY({ stroke: gridColor, strokeOpacity: 1, ticks: ticksIn(height, 36) }),
      ...options.marks,
      ...referenceMarks(references, width),
    ],
  }) as SVGSVGElement;
  return accessible(svg, plot);
}

/** A picture with a name and the sentence behind it; the rules of Plot's own style element stand in panel.css. */
export function accessible(svg: SVGSVGElement, plot: Pick<PlotData, 'title' | 'text'>): SVGSVGElement {
  svg.querySelector('style')?.remove();
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `${plot.title}. ${plot.text}`);
  return svg;
}

function referenceMarks(references: readonly ReferenceLine[], width: number): Plot.Markish[] {
  const shared = { stroke: 'currentColor', strokeDasharray: '4 3', strokeWidth: 1.25 };
  const text = { fill: 'currentColor', stroke: 'var(--gloss-canvas)', strokeWidth: 4, lineWidth: width / 16 };
  return references.flatMap(({ axis, at, label }) =>
    axis === 'y'
      ? [
          Plot.ruleY([at], shared),
          Plot.text([at], {
            ...text,
            y: (d: number) => d,
            text: () => label,
            frameAnchor: 'right',
            textAnchor: 'end',
            dx: -2,
            dy: -7,
          }),
        ]
      : [
          Plot.ruleX([at], shared),
          Plot.text([at], {
            ...text,
            x: (d: number) => d,
            text: () => label,
            frameAnchor: 'top',
            textAnchor: 'start',
            dx: 4,
            dy: 7,
          }),
        ],
  );
}

/** The look of the box with values under the pointer. */
export const tipLook = {
  fill: 'var(--vscode-editorHoverWidget-background, var(--gloss-canvas))',
  stroke: 'var(--vscode-editorHoverWidget-border, var(--gloss-muted))',
  pathFilter: 'none',
  textPadding: 6,
} as const;

/** `step 25`, `0.91 nats`. */
export function named(axis: Axis | undefined, value: number, otherwise: string): string {
  return `${axis?.label ?? otherwise} ${formatNumber(value)}${axis?.unit ? ` ${axis.unit}` : ''}`;
}
