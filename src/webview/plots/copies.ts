/** A plot as something to paste elsewhere: its numbers as CSV, its drawing as a PNG image. */
import type { Plot } from '../../demos/contract/frame';
import { numbersOf } from './data-table';
import type { LegendItem } from './legend';

/** Comma-separated values with a line of names (RFC 4180); nothing where the plot has no numbers. */
export function csvOf(plot: Plot): string | undefined {
  const numbers = numbersOf(plot);
  return numbers && [numbers.columns, ...numbers.rows].map((row) => row.map(field).join(',')).join('\r\n');
}

/** Text that a spreadsheet would take for a formula gets an apostrophe before it. */
function field(value: number | string | undefined): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** What a drawing takes from the page's style sheets and loses outside the page. */
const styles = [
  ...['fill', 'fill-opacity', 'stroke', 'stroke-opacity', 'stroke-width', 'stroke-dasharray', 'opacity'],
  ...['font-family', 'font-size', 'font-weight', 'text-anchor', 'paint-order', 'image-rendering'],
];

/** The drawing with its colours and type written into it, so that it looks the same by itself. */
function standalone(svg: SVGSVGElement): string {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const originals = [svg, ...svg.querySelectorAll<SVGElement>('*')];
  [copy, ...copy.querySelectorAll<SVGElement>('*')].forEach((element, i) => {
    const computed = getComputedStyle(originals[i]!);
    for (const name of styles) element.style.setProperty(name, computed.getPropertyValue(name));
  });
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  return new XMLSerializer().serializeToString(copy);
}

async function loaded(svg: SVGSVGElement): Promise<HTMLImageElement> {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(standalone(svg))}`;
  await image.decode();
  return image;
}

const margin = 12;
const line = 20;
/** Pixels of the image for one of the page. */
const density = 2;

export interface Picture {
  readonly title: string;
  readonly legend: readonly LegendItem[];
  /** Holds the drawings, one below the other, or the canvases of an image grid. */
  readonly body: HTMLElement;
}

/** The title, the legend and the drawing as one PNG, in the colours of the theme. */
export async function pngOf({ title, legend, body }: Picture): Promise<Blob> {
  const box = body.getBoundingClientRect();
  const canvas = document.createElement('canvas');
  const style = getComputedStyle(body);
  const font = `12px ${style.fontFamily}`;
  const places = legendPlaces(canvas, font, legend, box.width);
  const head = margin + line * (1 + (places.at(-1)?.row ?? -1) + 1);
  canvas.width = density * (box.width + 2 * margin);
  canvas.height = density * (head + box.height + 2 * margin);
  const context = canvas.getContext('2d')!;
  context.scale(density, density);
  context.fillStyle = getComputedStyle(document.body).backgroundColor;
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.textBaseline = 'middle';
  context.fillStyle = style.color;
  context.font = `600 13px ${style.fontFamily}`;
  context.fillText(title, margin, margin + line / 2, box.width);
  context.font = font;
  drawLegend(context, places, body);
  for (const part of body.querySelectorAll<SVGSVGElement | HTMLCanvasElement>('svg.chart, canvas')) {
    const place = part.getBoundingClientRect();
    const source = part instanceof SVGSVGElement ? await loaded(part) : part;
    context.imageSmoothingEnabled = part instanceof SVGSVGElement;
    const [x, y] = [margin + place.left - box.left, head + margin + place.top - box.top];
    context.drawImage(source, x, y, place.width, place.height);
  }
  return new Promise((done, fail) =>
    canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error('The image is too large.'))), 'image/png'),
  );
}

interface LegendPlace extends LegendItem {
  readonly x: number;
  readonly row: number;
}

/** The names of a legend in rows that are no wider than the drawing. */
function legendPlaces(
  canvas: HTMLCanvasElement,
  font: string,
  legend: readonly LegendItem[],
  width: number,
): LegendPlace[] {
  const context = canvas.getContext('2d')!;
  context.font = font;
  let [x, row] = [0, 0];
  return legend.map((item) => {
    const room = swatch + context.measureText(item.name).width;
    if (x > 0 && x + room > width) [x, row] = [0, row + 1];
    const place = { ...item, x: margin + x, row };
    x += room + 16;
    return place;
  });
}

const swatch = 20;

function drawLegend(
  context: CanvasRenderingContext2D,
  places: readonly LegendPlace[],
  body: HTMLElement,
): void {
  const probe = document.createElement('span');
  body.append(probe);
  const ink = context.fillStyle;
  for (const { name, color, x, row } of places) {
    const y = margin + line * (1.5 + row);
    probe.style.color = color;
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(x, y - 2, 14, 4);
    context.fillStyle = ink;
    context.fillText(name, x + swatch, y);
  }
  probe.remove();
}
