/** The frame that all charts share: axes, grid, reference lines, hover values. Drawn by Observable Plot. */
import * as Plot from '@observablehq/plot';
import type { Axis, Numbers, Plot as PlotData, ReferenceLine } from '../../demos/contract/frame';
import { formatNumber } from '../../util/number';
import { axisTitle, domainOf } from './extent';
import type { Canvas } from './size';
import { textWidth } from './text-width';

export interface ChartOptions {
  /** All coordinates, for the limits of the axes. */
  readonly xs: readonly Numbers[];
  readonly ys: readonly Numbers[];
  /** Values that an axis shows whatever the data: 0 under bars. */
  readonly includeY?: readonly number[];
  readonly marks: readonly Plot.Markish[];
  /** What appears under the pointer, above all else. */
  readonly tips?: readonly Plot.Markish[];
  readonly x?: Plot.ScaleOptions;
  readonly y?: Plot.ScaleOptions;
  readonly scales?: Plot.PlotOptions;
  readonly grid?: boolean;
  /** Room for names on the axes and, to the right, at the ends of lines, in pixels, where more than the usual is needed. */
  readonly margins?: { readonly left?: number; readonly bottom?: number; readonly right?: number };
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

const tickFormat = (value: number) => formatNumber(value);

/** Ticks that fit where each needs some pixels: a number of them, or the powers of ten of a long logarithmic axis. */
function ticksFor(axis: Axis | undefined, domain: [number, number], pixels: number, each: number) {
  const most = Math.max(2, Math.floor(pixels / each));
  if (axis?.scale !== 'log') return most;
  const first = Math.ceil(Math.log10(domain[0]) - 1e-9);
  const last = Math.floor(Math.log10(domain[1]) + 1e-9);
  if (last - first < 1) return Math.min(most, 4);
  const every = Math.ceil((last - first + 1) / most);
  return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, i) => 10 ** (first + i * every));
}

/** Free ends of a logarithmic axis lie at powers of ten. */
function wholeDecades(axis: Axis, [min, max]: [number, number]): [number, number] {
  return [axis.min ?? 10 ** Math.floor(Math.log10(min)), axis.max ?? 10 ** Math.ceil(Math.log10(max))];
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
  const yLimits = domainOf(
    plot.y,
    options.ys,
    references.filter((line) => line.axis === 'y'),
    options.includeY,
  );
  const yDomain = plot.y?.scale === 'log' ? wholeDecades(plot.y, yLimits) : yLimits;
  const x = scale(plot.x, xDomain, {
    ticks: ticksFor(plot.x, xDomain, width, 70),
    tickFormat,
    ...options.x,
  });
  const yTicks = ticksFor(plot.y, yDomain, height, 36);
  const y = scale(plot.y, yDomain, {
    ticks: yTicks,
    tickFormat,
    nice: plot.y?.max === undefined && plot.y?.min === undefined,
    ...options.y,
  });
  const marginLeft = Math.max(46, options.margins?.left ?? 0);
  const marginRight = Math.max(14, options.margins?.right ?? 0);
  const ruler: Ruler = {
    domain: xDomain,
    scale: plot.x?.scale ?? 'linear',
    pixels: width - marginLeft - marginRight,
  };
  const svg = Plot.plot({
    width,
    height,
    marginTop: plot.y ? 22 : 10,
    marginLeft,
    marginRight,
    marginBottom: Math.max(plot.x ? 36 : 24, options.margins?.bottom ?? 0),
    className: 'chart',
    x: { labelAnchor: 'center', labelArrow: 'none', ...x },
    y: { labelArrow: 'none', ...y },
    ...(options.square ? { aspectRatio: 1, height } : {}),
    ...options.scales,
    marks: [
      options.grid === false ? null : Plot.gridY({ stroke: gridColor, strokeOpacity: 1, ticks: yTicks }),
      ...options.marks,
      ...referenceMarks(references, width, ruler),
      ...(options.tips ?? []),
    ],
  }) as SVGSVGElement;
  return accessible(svg, plot);
}

/** A picture with a name and the sentence behind it; the rules of Plot's own style element stand in panel.css. */
export function accessible(svg: SVGSVGElement, plot: Pick<PlotData, 'title' | 'text'>): SVGSVGElement {
  svg.querySelector('style')?.remove();
  for (const part of svg.querySelectorAll<SVGElement>('[aria-label]')) {
    part.dataset['part'] = part.getAttribute('aria-label') ?? '';
    part.removeAttribute('aria-label');
  }
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-label', `${plot.title}. ${plot.text}`);
  return svg;
}

/** A horizontal axis on the screen. */
export interface Ruler {
  readonly domain: readonly [number, number];
  readonly scale: 'linear' | 'log';
  readonly pixels: number;
}

/** A vertical line bears its name on its right, and on its left where there is no room. */
export function nameSide(
  { at, label }: Pick<ReferenceLine, 'at' | 'label'>,
  { domain, scale, pixels }: Ruler,
): 'left' | 'right' {
  const place = scale === 'log' ? Math.log : (value: number) => value;
  const [from, to] = [place(domain[0]), place(domain[1])];
  const room = ((to - place(at)) / (to - from)) * pixels;
  return textWidth(label) + besideLine > room && room < pixels / 2 ? 'left' : 'right';
}

/** Pixels between a vertical line and its name. */
const besideLine = 4;

function referenceMarks(references: readonly ReferenceLine[], width: number, ruler: Ruler): Plot.Markish[] {
  const shared = { stroke: 'currentColor', strokeDasharray: '4 3', strokeWidth: 1.25 };
  const text = { fill: 'currentColor', stroke: 'var(--gloss-canvas)', strokeWidth: 4, lineWidth: width / 16 };
  return references.flatMap(({ axis, at, label }) => {
    if (axis === 'y')
      return [
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
      ];
    const isLeft = nameSide({ at, label }, ruler) === 'left';
    return [
      Plot.ruleX([at], shared),
      Plot.text([at], {
        ...text,
        x: (d: number) => d,
        text: () => label,
        frameAnchor: 'top',
        textAnchor: isLeft ? 'end' : 'start',
        dx: isLeft ? -besideLine : besideLine,
        dy: 7,
      }),
    ];
  });
}

/** The look of the box with values under the pointer. */
export const tipLook = {
  fill: 'var(--vscode-editorHoverWidget-background, var(--gloss-canvas))',
  stroke: 'var(--vscode-editorHoverWidget-border, var(--gloss-muted))',
  pathFilter: 'none',
  textPadding: 6,
  ariaHidden: 'true',
} as const;

/** `step 25`, `0.91 nats`. */
export function named(axis: Axis | undefined, value: number, otherwise: string): string {
  return `${axis?.label ?? otherwise} ${formatNumber(value)}${axis?.unit ? ` ${axis.unit}` : ''}`;
}
