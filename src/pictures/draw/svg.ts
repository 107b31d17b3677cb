/** Drawings as plain data, and their one way into SVG: nothing but these shapes can come out. */

interface Style {
  /** CSS colours: `#rgb`, `#rrggbb` or `none`. */
  readonly fill?: string;
  readonly stroke?: string;
  /** Pixels; 1 where absent. */
  readonly strokeWidth?: number;
  readonly dashed?: boolean;
}

export type Point = readonly [x: number, y: number];

/** Coordinates and sizes are pixels, y grows downwards. */
export type Shape =
  | (Style & {
      readonly kind: 'rect';
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    })
  | (Style & { readonly kind: 'circle'; readonly x: number; readonly y: number; readonly radius: number })
  | (Style & { readonly kind: 'path'; readonly points: readonly Point[]; readonly closed?: boolean })
  | {
      /** A small image: squares of `cell` pixels, each a colour of `colors`, row by row from the top. */
      readonly kind: 'pixels';
      readonly x: number;
      readonly y: number;
      readonly cell: number;
      readonly columns: number;
      readonly values: readonly number[];
      readonly colors: readonly string[];
    }
  | {
      readonly kind: 'text';
      readonly x: number;
      /** The baseline. */
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly fill: string;
      readonly anchor?: 'start' | 'middle' | 'end';
      readonly bold?: boolean;
    };

const color = /^(#[0-9a-fA-F]{3,8}|none)$/;
const farthest = 100_000;
const font = 'system-ui,Segoe UI,Helvetica,sans-serif';

class BadDrawing extends Error {}

function number(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) > farthest) throw new BadDrawing();
  return String(Math.round(value * 100) / 100);
}

function paint(value: string): string {
  if (!color.test(value)) throw new BadDrawing();
  return value;
}

/** The characters that XML allows, without controls that would reorder the text around them. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\p{Cn}\u202a-\u202e\u2066-\u2069]/gu, '');
}

const special = /[&<>"\p{Cc}\p{Cs}\p{Cn}\u202a-\u202e\u2066-\u2069]/u;

function escape(text: string): string {
  if (!special.test(text)) return text;
  return printable(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

function style({ fill = 'none', stroke, strokeWidth = 1, dashed }: Style): string {
  let text = ` fill="${paint(fill)}"`;
  if (stroke !== undefined) text += ` stroke="${paint(stroke)}"`;
  if (stroke && strokeWidth !== 1) text += ` stroke-width="${number(strokeWidth)}"`;
  return dashed ? `${text} stroke-dasharray="3 3"` : text;
}

function markup(shape: Shape): string {
  switch (shape.kind) {
    case 'rect':
      return `<rect ${place(shape)} ${size(shape)}${style(shape)}/>`;
    case 'circle':
      return `<circle cx="${number(shape.x)}" cy="${number(shape.y)}" r="${number(shape.radius)}"${style(shape)}/>`;
    case 'path': {
      let d = '';
      for (const [x, y] of shape.points) d += `${d ? 'L' : 'M'}${number(x)} ${number(y)}`;
      return `<path d="${shape.closed ? `${d}Z` : d}"${style(shape)}/>`;
    }
    case 'pixels':
      return pixels(shape);
    case 'text':
      return textMarkup(shape);
  }
}

function place({ x, y }: { readonly x: number; readonly y: number }): string {
  return `x="${number(x)}" y="${number(y)}"`;
}

function size({ width, height }: { readonly width: number; readonly height: number }): string {
  return `width="${number(width)}" height="${number(height)}"`;
}

function textMarkup(shape: Shape & { kind: 'text' }): string {
  const { anchor = 'start', bold } = shape;
  let text = `<text ${place(shape)} font-size="${number(shape.size)}" fill="${paint(shape.fill)}"`;
  if (anchor !== 'start') text += ` text-anchor="${anchor}"`;
  if (bold) text += ' font-weight="bold"';
  return `${text}>${escape(shape.text)}</text>`;
}

/**
 * The commonest colour as a ground without seams, and one path for each other colour, made of its runs: a face of
 * 16 x 16 takes about two kilobytes.
 */
function pixels({ x, y, cell, columns, values, colors }: Shape & { kind: 'pixels' }): string {
  const counts = colors.map(() => 0);
  for (const value of values) counts[value]! += 1;
  const ground = counts.indexOf(Math.max(...counts));
  const lefts = Array.from({ length: columns }, (_, column) => number(x + cell * column));
  const lengths = Array.from({ length: columns + 1 }, (_, count) => number(cell * count));
  const runs = colors.map(() => '');
  let from = 0;
  while (from < values.length) {
    let to = from + 1;
    while (to % columns > 0 && values[to] === values[from]) to++;
    if (values[from] !== ground) {
      const [left, length] = [lefts[from % columns], lengths[to - from]];
      const top = number(y + cell * Math.floor(from / columns));
      runs[values[from]!] += `M${left} ${top}h${length}v${lengths[1]}h-${length}z`;
    }
    from = to;
  }
  const whole = { width: cell * columns, height: cell * Math.ceil(values.length / columns) };
  return [
    `<rect ${place({ x, y })} ${size(whole)} fill="${paint(colors[ground]!)}"/>`,
    ...runs.map((d, i) =>
      d ? `<path d="${d}" fill="${paint(colors[i]!)}" shape-rendering="crispEdges"/>` : '',
    ),
  ].join('');
}

/**
 * The shapes as one SVG element of `width` x `height` pixels. Nothing where a number is not finite or absurdly
 * large, or a colour is not one: a drawing with a part missing would not be honest.
 */
export function renderSvg(width: number, height: number, shapes: readonly Shape[]): string | undefined {
  try {
    const content = shapes.map(markup).join('');
    const box = `viewBox="0 0 ${number(width)} ${number(height)}"`;
    return `<svg xmlns="http://www.w3.org/2000/svg" ${size({ width, height })} ${box} font-family="${font}">${content}</svg>`;
  } catch (error) {
    if (error instanceof BadDrawing) return undefined;
    throw error;
  }
}
