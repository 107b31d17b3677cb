/** A plane of numbers in an area of pixels: scales that may be logarithmic, and curves over them. */
import type { Area } from './bars';
import type { Point, Shape } from './svg';

/** The numbers at the two ends of an axis; of a logarithmic one both are above 0. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  readonly log?: boolean;
}

/** Where a number lies on a scale: 0 at `from`, 1 at `to`, beyond them outside 0 to 1. */
export function positionOn({ from, to, log }: Scale, value: number): number {
  return log
    ? (Math.log(value) - Math.log(from)) / (Math.log(to) - Math.log(from))
    : (value - from) / (to - from);
}

/** The number at a position, the inverse of `positionOn`. */
export function valueOn({ from, to, log }: Scale, position: number): number {
  return log ? from * (to / from) ** position : from + (to - from) * position;
}

/** x grows to the right, y upwards. */
export interface Plane {
  readonly area: Area;
  readonly x: Scale;
  readonly y: Scale;
}

/** The pixel of a point; a point beyond the plane lies on its edge. */
export function pixelOf({ area, x, y }: Plane, at: number, value: number): Point {
  const inside = (position: number) => Math.min(Math.max(position, 0), 1);
  return [
    area.x + area.width * inside(positionOn(x, at)),
    area.y + area.height * (1 - inside(positionOn(y, value))),
  ];
}

interface CurveStyle {
  readonly stroke: string;
  readonly strokeWidth?: number;
  readonly dashed?: boolean;
}

/** The graph of a function, a point every three pixels; one path for each stretch that lies in the plane. */
export function curve(plane: Plane, f: (at: number) => number, style: CurveStyle): Shape[] {
  const steps = Math.max(2, Math.round(plane.area.width / 3));
  const stretches: Point[][] = [[]];
  for (let i = 0; i <= steps; i++) {
    const at = valueOn(plane.x, i / steps);
    const height = positionOn(plane.y, f(at));
    if (height >= 0 && height <= 1) stretches.at(-1)!.push(pixelOf(plane, at, f(at)));
    else if (stretches.at(-1)!.length > 0) stretches.push([]);
  }
  return stretches
    .filter((points) => points.length > 1)
    .map((points): Shape => ({ kind: 'path', points, strokeWidth: 1.5, ...style }));
}

/** Powers of ten on a logarithmic scale that lie `apart` decades from each other, as numbers. */
export function decades({ from, to }: Scale, apart: number): number[] {
  const first = Math.ceil(Math.log10(from) / apart - 1e-9);
  const last = Math.floor(Math.log10(to) / apart + 1e-9);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, i) => 10 ** ((first + i) * apart));
}
