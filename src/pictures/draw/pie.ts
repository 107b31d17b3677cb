import type { Point, Shape } from './svg';

export interface Slice {
  /** Of the whole circle, from 0 to 1. */
  readonly share: number;
  readonly color: string;
}

/** Slices of a disc, clockwise from the top; what they leave of the whole stays empty. */
export function pie([x, y]: Point, radius: number, slices: readonly Slice[]): Shape[] {
  let start = 0;
  return slices.flatMap(({ share, color }): Shape[] => {
    const from = start;
    start += share;
    if (!(share > 0)) return [];
    if (share > 1 - 1e-9) return [{ kind: 'circle', x, y, radius, fill: color }];
    return [
      { kind: 'path', points: [[x, y], ...arc([x, y], radius, from, start)], closed: true, fill: color },
    ];
  });
}

/** Points of a circle between two turns, 0 at the top, close enough to look round. */
function arc([x, y]: Point, radius: number, from: number, to: number): Point[] {
  const parts = Math.max(1, Math.ceil((to - from) * 48));
  return Array.from({ length: parts + 1 }, (_, i): Point => {
    const angle = 2 * Math.PI * (from + ((to - from) * i) / parts);
    return [x + radius * Math.sin(angle), y - radius * Math.cos(angle)];
  });
}
