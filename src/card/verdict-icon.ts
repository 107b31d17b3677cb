import type { Verdict } from '../catalog/verdict';
import { svgDataUri } from '../formula/formula';
import { renderSvg, type Point, type Shape } from '../pictures/draw/svg';
import type { Palette } from '../util/theme';

const size = 13;

const drawn = new WeakMap<Palette, Partial<Record<Verdict['level'], string>>>();

/** A small sign for a verdict as a data URI: told apart by shape as well as by colour. */
export function verdictIcon(level: Verdict['level'], palette: Palette): string {
  let icons = drawn.get(palette);
  if (!icons) drawn.set(palette, (icons = {}));
  return (icons[level] ??= svgDataUri(renderSvg(size, size, shapes(level, palette)) ?? ''));
}

function shapes(level: Verdict['level'], { good, warning, error, accent }: Palette): Shape[] {
  switch (level) {
    case 'usual':
      return [stroke(good, [2, 7], [5, 10.5], [11.5, 3])];
    case 'info':
      return [round(accent), stroke(accent, [6.5, 6], [6.5, 9.5]), dot(accent, 4)];
    case 'warning':
      return [
        {
          kind: 'path',
          points: [
            [6.5, 1],
            [12.3, 12],
            [0.7, 12],
          ],
          closed: true,
          stroke: warning,
          strokeWidth: 1.3,
        },
        stroke(warning, [6.5, 5], [6.5, 8]),
        dot(warning, 10.2),
      ];
    case 'error':
      return [round(error), stroke(error, [4.3, 4.3], [8.7, 8.7]), stroke(error, [8.7, 4.3], [4.3, 8.7])];
  }
}

const round = (color: string): Shape => ({
  kind: 'circle',
  x: 6.5,
  y: 6.5,
  radius: 5.7,
  stroke: color,
  strokeWidth: 1.3,
});
const dot = (color: string, y: number): Shape => ({ kind: 'circle', x: 6.5, y, radius: 0.9, fill: color });
const stroke = (color: string, ...points: Point[]): Shape => ({
  kind: 'path',
  points,
  stroke: color,
  strokeWidth: 1.5,
});
