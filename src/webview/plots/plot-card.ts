/** One plot on the page: title, legend, drawing, and the numbers behind it. Drawn anew at every frame in its place. */
import { render } from 'lit';
import type { Plot } from '../../demos/contract/frame';
import { drawBars, drawHistogram } from './bars';
import { drawImages, drawTable, drawText, tableElement } from './blocks';
import { headTemplate, numbersTemplate } from './card-head';
import { csvOf, pngOf } from './copies';
import { dataTable, hasTable } from './data-table';
import { drawField } from './field';
import { drawGraph } from './graph';
import { drawHeatmap, heatmapHeight } from './heatmap';
import { merged } from './kept';
import { endLabelWidth } from './end-labels';
import { legendOf, namesOf, type LegendItem } from './legend';
import { drawLines } from './line';
import { drawNumberLine } from './number-line';
import type { Paintable, Painter } from './painter';
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
  field: 280,
  graph: 240,
  'number-line': 120,
};

const heightOf = (plot: Plot, width: number): number | undefined =>
  plot.kind === 'heatmap' ? heatmapHeight(plot, width) : heights[plot.kind];

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

/** A table with more columns than this takes the whole breadth. */
const mostNarrowColumns = 3;

/** CSS pixels below which a plot has no room for its axes: it waits for more. */
const narrowest = 120;

export interface CardHost {
  readonly painter: Painter;
  readonly pick: Canvas['pick'];
  /** For the log: what could not be drawn. */
  report(message: string): void;
  copyText(text: string): void;
  copyImage(title: string, image: Promise<Blob>): void;
}

/** What a card shows: a plot, the same of a kept run, and the colours of the frame. */
export interface CardContent {
  readonly plot: Plot;
  readonly kept: Plot | undefined;
  readonly color: Canvas['color'];
}

export class PlotCard implements Paintable {
  readonly element = document.createElement('figure');
  private readonly body = document.createElement('div');
  private readonly head = document.createElement('div');
  private readonly details = document.createElement('details');
  private readonly sizes = new ResizeObserver(([entry]) => this.resized(entry?.contentRect.width ?? 0));
  private readonly sight = new IntersectionObserver(([entry]) => {
    this.visible = entry?.isIntersecting ?? true;
    if (this.visible && this.stale) this.host.painter.request(this);
  });
  private content: CardContent | undefined;
  /** The plot as it is drawn, together with what of the kept run shares its axes. */
  private shown: Plot | undefined;
  /** The plot of the kept run that is drawn by itself. */
  private beside: Plot | undefined;
  private colors = '';
  /** The plot has changed since it was drawn. */
  private stale = false;
  /** The run of the plot is over. */
  private ended = true;
  private visible = true;
  private width = 0;
  /** Where the pointer rests on the drawing, so that its values stay shown when the drawing is replaced. */
  private pointer: PointerEvent | undefined;

  constructor(private readonly host: CardHost) {
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
   * `settled`: no newer frame is on its way, so the numbers are brought up to date, and cards out of sight too.
   * `ended`: nor will one come without a new run.
   */
  update(content: CardContent, settled: boolean, ended: boolean): void {
    const { plot, kept, color } = content;
    const colors = namesOf(plot).map(color).join();
    const before = this.content;
    const same =
      colors === this.colors &&
      sameData(plot, before?.plot) &&
      (kept === before?.kept || sameData(kept, before?.kept));
    this.content = content;
    this.ended = ended;
    if (!same) this.take(content, colors);
    if (this.stale && (this.visible || settled)) this.host.painter.request(this);
    else this.keepRoom();
    if (settled || !this.details.firstElementChild) this.drawNumbers();
  }

  private take({ plot, kept }: CardContent, colors: string): void {
    const both = kept && merged(plot, kept);
    this.shown = both ?? plot;
    this.beside = both || sameData(kept, plot) ? undefined : kept;
    this.colors = colors;
    this.stale = true;
    this.element.classList.add(plot.kind);
    this.element.classList.toggle(
      'many-columns',
      plot.kind === 'table' && plot.columns.length > mostNarrowColumns,
    );
    this.keepRoom();
    this.drawHead();
  }

  /** A plot shrinks only when its run is over: what stands below does not jump. */
  private keepRoom(): void {
    const given = this.shown && heightOf(this.shown, this.width);
    if (given === undefined && this.ended && this.stale) return;
    const height = Math.max(given ?? 0, this.ended ? 0 : this.body.getBoundingClientRect().height);
    this.body.style.minHeight = height > 0 ? `${height}px` : '';
  }

  private drawHead(): void {
    if (this.content)
      render(headTemplate(this.content.plot, this.legend(), this.copies(this.content.plot)), this.head);
  }

  /** Nothing where the lines bear their names themselves. */
  private legend(): LegendItem[] {
    const { shown, content } = this;
    if (!shown || !content) return [];
    if (shown.kind === 'line' && endLabelWidth(shown, this.width) !== undefined) return [];
    return legendOf(shown, content.color);
  }

  redraw(): void {
    this.stale = true;
    this.host.painter.request(this);
  }

  paint(): void {
    const { shown, beside } = this;
    if (!shown || this.width < narrowest) return;
    this.stale = false;
    const drawings: (Element | string)[] = [this.drawing(shown)];
    if (beside) drawings.push(keptCaption(), this.drawing(beside));
    this.body.replaceChildren(...drawings);
    this.keepRoom();
    this.hoverAgain();
  }

  dispose(): void {
    this.host.painter.forget(this);
    this.sizes.disconnect();
    this.sight.disconnect();
  }

  private drawing(plot: Plot): Element | string {
    const { pick, report } = this.host;
    const color = this.content?.color ?? (() => 'currentColor');
    try {
      return draw(plot, { width: this.width, height: heightOf(plot, this.width) ?? 0, color, pick });
    } catch (error) {
      report(`The plot "${plot.id}" could not be drawn: ${String(error)}`);
      const table = dataTable(plot);
      return table ? tableElement(table, plot.title) : plot.text;
    }
  }

  private copies(plot: Plot) {
    const drawn = heightOf(plot, this.width) !== undefined || plot.kind === 'images';
    const image = () => {
      const { title } = plot;
      this.host.copyImage(title, pngOf({ title, legend: this.legend(), body: this.body }));
    };
    const csv = () => this.host.copyText(csvOf(this.shown ?? plot) ?? '');
    return { image: drawn ? image : undefined, csv: plot.kind === 'images' ? undefined : csv };
  }

  private resized(width: number): void {
    const whole = Math.floor(width);
    if (whole === this.width) return;
    this.width = whole;
    this.keepRoom();
    this.drawHead();
    this.redraw();
  }

  private hoverAgain(): void {
    const target = this.body.querySelector('svg');
    if (this.pointer && target) target.dispatchEvent(new PointerEvent('pointermove', this.pointer));
  }

  private drawNumbers(): void {
    const plot = this.shown;
    if (!plot) return;
    this.details.hidden = !hasTable(plot);
    if (!hasTable(plot)) return;
    render(numbersTemplate(plot, this.details.open ? dataTable(plot) : undefined), this.details);
  }
}

function keptCaption(): HTMLElement {
  const caption = document.createElement('p');
  caption.className = 'kept-caption';
  caption.textContent = 'Kept run';
  return caption;
}
