/** What stands above and below a drawing: title, copies, legend, colour scale, and the numbers behind it. */
import * as ObservablePlot from '@observablehq/plot';
import { html, nothing, type TemplateResult } from 'lit';
import type { Plot } from '../../demos/contract/frame';
import { formatNumber } from '../../util/number';
import { icon } from '../page/head';
import { tableElement } from './blocks';
import type { Table } from './data-table';
import { colorScale } from './heatmap';
import type { LegendItem } from './legend';

export function numbersTemplate(plot: Plot, table: Table | undefined): TemplateResult {
  const omitted = table?.omitted ?? 0;
  return html`
    <summary>Numbers<span class="hidden"> of ${plot.title}</span></summary>
    <p>${plot.text}</p>
    ${table ? tableElement(table, plot.title) : nothing}
    ${omitted > 0 ? html`<p class="muted">${formatNumber(omitted)} rows between these are left out.</p>` : nothing}
  `;
}

/** What a card can give away. */
export interface CardCopies {
  readonly image: (() => void) | undefined;
  readonly csv: (() => void) | undefined;
}

export function headTemplate(plot: Plot, legend: readonly LegendItem[], copies: CardCopies): TemplateResult {
  return html`
    <div class="plot-head">
      <h3 class="plot-title">${plot.title}</h3>
      ${copyButton('file-media', `Copy image: ${plot.title}`, copies.image)}
      ${copyButton('table', `Copy CSV: ${plot.title}`, copies.csv)}
    </div>
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

const copyButton = (name: string, words: string, copy: (() => void) | undefined) =>
  copy &&
  html`<button class="icon-button small" aria-label=${words} title=${words} @click=${copy}>
    ${icon(name)}
  </button>`;

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
