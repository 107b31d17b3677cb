/** Grids as images. */
import * as Plot from '@observablehq/plot';
import type { Grid } from '../../demos/contract/frame';
import { palettes } from '../../util/palettes';
import { seriesColors, themeKind } from '../theme';

/** A canvas with one pixel a cell, row 0 at the bottom. */
export function gridCanvas(
  grid: Grid,
  colorOf: (value: number) => readonly [number, number, number, number],
): HTMLCanvasElement {
  const { columns, rows, values } = grid;
  const canvas = document.createElement('canvas');
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext('2d');
  if (!context || columns * rows === 0) return canvas;
  const image = context.createImageData(columns, rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const at = ((rows - 1 - row) * columns + column) * 4;
      image.data.set(colorOf(values[row * columns + column] ?? NaN), at);
    }
  }
  context.putImageData(image, 0, 0);
  return canvas;
}

function rgbOf(hex: string): [number, number, number] {
  const number = Number.parseInt(hex.slice(1), 16);
  return [(number >> 16) & 255, (number >> 8) & 255, number & 255];
}

/** The classes of a plane as a faint background in the colours of the groups. */
export function regionMark(grid: Grid): Plot.Markish {
  const colors = palettes[themeKind()].series.slice(0, seriesColors).map(rgbOf);
  const canvas = gridCanvas(grid, (value) => {
    const color = colors[Math.round(value) % colors.length];
    return color ? [...color, 64] : [0, 0, 0, 0];
  });
  const corner = [{ x1: grid.xMin, x2: grid.xMax, y1: grid.yMin, y2: grid.yMax }];
  return imageOver(corner[0]!, canvas);
}

interface Box {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

/** An image stretched over a box of data coordinates. */
function imageOver(box: Box, canvas: HTMLCanvasElement): Plot.Markish {
  return (_index, scales) => {
    const image = document.createElementNS('http://www.w3.org/2000/svg', 'image');
    const x = scales.x as unknown as (value: number) => number;
    const y = scales.y as unknown as (value: number) => number;
    const [left, right, top, bottom] = [x(box.x1), x(box.x2), y(box.y2), y(box.y1)];
    const place = { x: left, y: top, width: right - left, height: bottom - top };
    for (const [name, value] of Object.entries(place)) image.setAttribute(name, String(value));
    image.setAttribute('preserveAspectRatio', 'none');
    image.setAttribute('class', 'pixels');
    image.setAttribute('href', canvas.toDataURL());
    return image;
  };
}
