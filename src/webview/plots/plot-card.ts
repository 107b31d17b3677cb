/** One plot on the page: title, legend, drawing, and the numbers behind it. Drawn anew at every frame in its place. */
import * as ObservablePlot from '@observablehq/plot';
import { html, nothing, render, type TemplateResult } from 'lit';
import type { Plot } from '../../demos/contract/frame';
import { formatNumber } from '../../util/number';
import { drawBars, drawHistogram } from './bars';
import { drawImages, drawTable, drawText, tableElement } from './blocks';
import { dataTable, type Table } from './data-table';
import { drawField } from './field';
import { drawGraph } from './graph';
import { colorScale, drawHeatmap } from './heatmap';
import { legendOf, namesOf, type LegendItem } from './legend';
import { drawLines } from './line';
import { drawNumberLine } from './number-line';
import { sameData } from './same-data';
import { drawScatter } from './scatter';
import type { Canvas } from './size';

/** Heights in pixels of the plots that fill a given frame; the others are as high as their content. */
const heights: Partial<Record<Plot['kind'], number>> = {
  line: 200,
  area: 200,
  bar: 180,
  histogram: 180,
  scatter: 280,
  heatmap: 250,
  field: 280,
  graph: 240,
  'number-line': 120,
};

function draw(plot: Plot, canvas: Canvas): Element {
  switch (plot.kind) {
    case 'line':
    case 'area':
      return drawLines(plot, canvas);
    case 'bar':
      return drawBars(plot, canvas);
    case 'histogram':
      return drawHistogram(plot, canvas);
    case 'scatter':
      return drawScatter(plot, canvas);
    case 'heatmap':
      return drawHeatmap(plot, canvas);
    case 'field':
      return drawField(plot, canvas);
    case 'graph':
      return drawGraph(plot, canvas);
    case 'number-line':
      return drawNumberLine(plot, canvas);
    case 'images':
      return drawImages(plot);
    case 'table':
      return drawTable(plot);
    case 'text':
      return drawText(plot);
  }
}

/** CSS pixels below which a plot has no room for its axes: it waits for more. */
const narrowest = 120;

export class PlotCard {
  readonly element = document.createElement('figure');
  private readonly body = document.createElement('div');
  private readonly head = document.createElement('div');
  private readonly details = document.createElement('details');
  private readonly sizes = new ResizeObserver(([entry]) => this.resized(entry?.contentRect.width ?? 0));
  private readonly sight = new IntersectionObserver(([entry]) => {
    this.visible = entry?.isIntersecting ?? true;
    if (this.visible && this.stale) this.redraw();
  });
  private plot: Plot | undefined;
  private color: Canvas['color'] = () => 'currentColor';
  private colors = '';
  /** The plot has changed since it was drawn. */
  private stale = false;
  private visible = true;
  private width = 0;
  /** Where the pointer rests on the drawing, so that its values stay shown when the drawing is replaced. */
  private pointer: PointerEvent | undefined;

  constructor(
    private readonly pick: Canvas['pick'],
    private readonly failed: (message: string) => void,
  ) {
    this.element.className = 'plot';
    this.body.className = 'plot-body';
    this.details.className = 'numbers';
    this.details.addEventListener('toggle', () => this.drawNumbers());
    this.body.addEventListener('pointermove', (event) => {
      if (event.isTrusted) this.pointer = event;
    });
    this.body.addEventListener('pointerleave', () => (this.pointer = undefined));
    this.element.append(this.head, this.body, this.details);
    this.sizes.observe(this.body);
    this.sight.observe(this.body);
  }

  /**
   * Shows a plot in the colours of its frame. `settled`: no newer frame is on its way, so the numbers are brought up
   * to date as well, and a card out of sight is drawn too.
   */
  update(plot: Plot, color: Canvas['color'], settled: boolean): void {
    const colors = namesOf(plot).map(color).join();
    if (colors !== this.colors || !sameData(plot, this.plot)) this.take(plot, color, colors);
    if (this.stale && (this.visible || settled)) this.redraw();
    if (settled || !this.details.firstElementChild) this.drawNumbers();
  }

  private take(plot: Plot, color: Canvas['color'], colors: string): void {
    this.plot = plot;
    this.color = color;
    this.colors = colors;
    this.stale = true;
    this.element.classList.add(plot.kind);
    const height = heights[plot.kind];
    this.body.style.height = height === undefined ? '' : `${height}px`;
    render(headTemplate(plot, color), this.head);
  }

  redraw(): void {
    if (!this.plot || this.width < narrowest) return;
    this.stale = false;
    const canvas = {
      width: this.width,
      height: heights[this.plot.kind] ?? 0,
      color: this.color,
      pick: this.pick,
    };
    try {
      this.body.replaceChildren(draw(this.plot, canvas));
      this.hoverAgain();
    } catch (error) {
      this.failed(`The plot "${this.plot.id}" could not be drawn: ${String(error)}`);
      const table = dataTable(this.plot);
      this.body.replaceChildren(table ? tableElement(table, this.plot.title) : this.plot.text);
    }
  }

  dispose(): void {
    this.sizes.disconnect();
    this.sight.disconnect();
  }

  private resized(width: number): void {
    const whole = Math.floor(width);
    if (whole === this.width) return;
    this.width = whole;
    // A drawing may change the size of what is observed: that is for the next frame.
    requestAnimationFrame(() => this.redraw());
  }

  private hoverAgain(): void {
    const target = this.body.querySelector('svg');
    if (this.pointer && target) target.dispatchEvent(new PointerEvent('pointermove', this.pointer));
  }

  private drawNumbers(): void {
    if (!this.plot) return;
    const table = dataTable(this.plot);
    if (table) render(numbersTemplate(this.plot, this.details.open ? table : undefined), this.details);
    this.details.hidden = !table;
  }
}

function numbersTemplate(plot: Plot, table: Table | undefined): TemplateResult {
  const omitted = table?.omitted ?? 0;
  return html`
    <summary>Numbers<span class="hidden"> of ${plot.title}</span></summary>
    <p>${plot.text}</p>
    ${table ? tableElement(table, plot.title) : nothing}
    ${omitted > 0 ? html`<p class="muted">${formatNumber(omitted)} rows between these are left out.</p>` : nothing}
  `;
}

function headTemplate(plot: Plot, color: Canvas['color']): TemplateResult {
  const legend = legendOf(plot, color);
  return html`
    <h3 class="plot-title">${plot.title}</h3>
    ${
      legend.length > 0
        ? html`<ul class="legend">
            ${legend.map(legendItem)}
          </ul>`
        : nothing
    }
    ${plot.kind === 'heatmap' ? ramp(plot) : nothing}
  `;
}

const glyphs: Partial<Record<LegendItem['look'], string>> = {
  circle: '●',
  points: '●',
  triangle: '▲',
  square: '■',
  diamond: '◆',
  star: '★',
  wye: '✖',
};

function legendItem({ name, color, look }: LegendItem): TemplateResult {
  return html`<li>
    <span class="swatch ${look}" .style=${`color: ${color}`} aria-hidden="true"
      >${glyphs[look] ?? nothing}</span
    >${name}
  </li>`;
}

/** The colour scale of a heat map with its ends. */
function ramp(plot: Extract<Plot, { kind: 'heatmap' }>): TemplateResult {
  const color = colorScale(plot.grid, plot.colors);
  const scale = ObservablePlot.scale({ color });
  const [min, max] = color.domain as [number, number];
  const stops = Array.from({ length: 9 }, (_, i) => String(scale.apply(min + ((max - min) * i) / 8)));
  const unit = plot.unit ? ` ${plot.unit}` : '';
  return html`<p class="ramp">
    <span>${formatNumber(min, 2)}</span>
    <span class="colors" .style=${`background: linear-gradient(to right, ${stops.join(', ')})`}></span>
    <span>${formatNumber(max, 2)}${unit}</span>
  </p>`;
}
