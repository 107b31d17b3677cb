/** Plots that are made of HTML: tables, image grids, marked text. */
import type { ImageGridPlot, TablePlot, TextPlot } from '../../demos/contract/frame';
import { formatNumber, shortNumber } from '../../util/number';
import type { Table } from './data-table';

function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

/** A table with a caption for screen readers. Numbers are set right. */
export function tableElement({ columns, rows, highlight }: Table, caption: string): HTMLElement {
  const head = columns.map((label, i) => {
    const cell = element('th', rows.some((row) => row[i]?.number) ? 'number' : '', label);
    cell.scope = 'col';
    return cell;
  });
  const body = rows.map((row, i) =>
    element(
      'tr',
      i === highlight ? 'highlight' : '',
      ...row.map((cell) => element('td', cell.number ? 'number' : '', cell.text)),
    ),
  );
  const table = element(
    'table',
    'data',
    element('caption', 'hidden', caption),
    element('thead', '', element('tr', '', ...head)),
    element('tbody', '', ...body),
  );
  const frame = element('div', 'scroll', table);
  frame.tabIndex = 0;
  frame.role = 'group';
  frame.ariaLabel = caption;
  return frame;
}

export function drawTable(plot: TablePlot): HTMLElement {
  const columns = plot.columns.map(({ label, unit }) => (unit ? `${label} (${unit})` : label));
  const rows = plot.rows.map((row) =>
    row.map((cell, i) =>
      typeof cell === 'number'
        ? { text: shortNumber(cell, plot.columns[i]?.digits ?? 3), number: true }
        : { text: cell, number: false },
    ),
  );
  return tableElement({ columns, rows, highlight: plot.highlight }, plot.title);
}

/** So few images in a row are drawn larger. */
const fewImages = 4;

export function drawImages(plot: ImageGridPlot): HTMLElement {
  const grid = element('div', 'images');
  grid.role = 'group';
  grid.ariaLabel = `${plot.title}. ${plot.text}`;
  grid.style.setProperty('--per-row', String(Math.max(1, plot.perRow)));
  grid.style.setProperty('--image-size', plot.perRow <= fewImages ? '112px' : '72px');
  for (const image of plot.images) {
    const canvas = pixelCanvas(image);
    canvas.role = 'img';
    canvas.ariaLabel = image.label || 'image';
    const mark = image.mark ? ` ${image.mark}` : '';
    grid.append(element('div', `image${mark}`, canvas, element('span', '', image.label)));
  }
  return grid;
}

function pixelCanvas({
  width,
  height,
  channels,
  pixels,
  signed,
}: ImageGridPlot['images'][number]): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context || width * height === 0) return canvas;
  const data = context.createImageData(width, height);
  const level = (i: number) => 255 * (signed ? ((pixels[i] ?? 0) + 1) / 2 : (pixels[i] ?? 0));
  for (let i = 0; i < width * height; i++) {
    const from = i * channels;
    const [red, green, blue] = channels === 3 ? [from, from + 1, from + 2] : [from, from, from];
    data.data.set([level(red), level(green), level(blue), 255], i * 4);
  }
  context.putImageData(data, 0, 0);
  return canvas;
}

export function drawText(plot: TextPlot): HTMLElement {
  const spans = plot.spans.map(({ text, weight, mark, note }) => {
    const span = element('span', mark ? `mark-${mark}` : '', text);
    if (weight !== undefined) {
      span.classList.add(weight < 0 ? 'against' : 'for');
      span.style.setProperty('--weight', String(Math.min(1, Math.abs(weight))));
    }
    const words = [note, weight === undefined ? '' : `weight ${formatNumber(weight, 2)}`]
      .filter(Boolean)
      .join(', ');
    if (words) span.title = words;
    return span;
  });
  return element('p', 'marked-text', ...spans);
}
