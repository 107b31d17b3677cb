import type { Point, Shape } from './svg';

const headLength = 5;
const headWidth = 2.5;

/** A line with a head at its end; without a head where it is shorter than one. */
export function arrow([x1, y1]: Point, [x2, y2]: Point, color: string): Shape[] {
  const length = Math.hypot(x2 - x1, y2 - y1);
  if (length < 1) return [];
  const [ux, uy] = [(x2 - x1) / length, (y2 - y1) / length];
  const line = (to: Point): Shape => ({
    kind: 'path',
    points: [[x1, y1], to],
    stroke: color,
    strokeWidth: 1.5,
  });
  if (length < headLength) return [line([x2, y2])];
  const [bx, by] = [x2 - headLength * ux, y2 - headLength * uy];
  const side = (sign: number): Point => [bx - sign * headWidth * uy, by + sign * headWidth * ux];
  return [line([bx, by]), { kind: 'path', points: [[x2, y2], side(1), side(-1)], closed: true, fill: color }];
}
