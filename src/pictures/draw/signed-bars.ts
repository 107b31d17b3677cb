import type { Palette } from '../../util/theme';
import type { Area } from './bars';
import { pixelOf, type Plane } from './plane';
import type { Shape } from './svg';

/**
 * Bars up and down from a zero line: a vector. `range` are the numbers at the bottom and the top of the area, longer
 * bars end there; `guides` are thin dashed lines at these values.
 */
export function signedBars(
  area: Area,
  values: readonly number[],
  range: readonly [low: number, high: number],
  fill: string,
  palette: Palette,
  guides: readonly number[] = [],
): Shape[] {
  const plane: Plane = { area, x: { from: 0, to: values.length }, y: { from: range[0], to: range[1] } };
  const level = (value: number): number => pixelOf(plane, 0, value)[1];
  const across = (y: number): [number, number][] => [
    [area.x, y],
    [area.x + area.width, y],
  ];
  const width = Math.min(24, (area.width / values.length) * 0.66);
  return [
    ...guides.map((at): Shape => ({
      kind: 'path',
      points: across(level(at)),
      stroke: palette.muted,
      dashed: true,
    })),
    ...values.map((value, i): Shape => {
      const [middle, end] = pixelOf(plane, i + 0.5, value);
      const zero = level(0);
      const height = Math.max(1, Math.abs(end - zero));
      return { kind: 'rect', x: middle - width / 2, y: Math.min(end, zero), width, height, fill };
    }),
    { kind: 'path', points: across(level(0)), stroke: palette.muted },
  ];
}
