import type { Palette } from '../../util/theme';
import type { Area } from './bars';
import type { Shape } from './svg';

export interface Tick {
  /** From 0, the lower end of the axis, to 1, its upper end. */
  readonly at: number;
  readonly label: string;
}

/** A vertical scale left of the area: a grid line and a label for each tick. */
export function leftAxis(area: Area, ticks: readonly Tick[], palette: Palette): Shape[] {
  return ticks.flatMap(({ at, label }): Shape[] => {
    const y = area.y + area.height * (1 - at);
    return [
      {
        kind: 'path',
        points: [
          [area.x, y],
          [area.x + area.width, y],
        ],
        stroke: palette.grid,
      },
      { kind: 'text', x: area.x - 5, y: y + 4, text: label, size: 11, fill: palette.muted, anchor: 'end' },
    ];
  });
}

/** A horizontal scale under the area: a base line, and a short mark and a label for each tick. */
export function bottomAxis(area: Area, ticks: readonly Tick[], palette: Palette): Shape[] {
  const base = area.y + area.height + 0.5;
  const line = (points: [number, number][]): Shape => ({ kind: 'path', points, stroke: palette.muted });
  return [
    line([
      [area.x, base],
      [area.x + area.width, base],
    ]),
    ...ticks.flatMap(({ at, label }): Shape[] => {
      const x = area.x + area.width * at;
      return [
        line([
          [x, base],
          [x, base + 3],
        ]),
        { kind: 'text', x, y: base + 13, text: label, size: 11, fill: palette.muted, anchor: 'middle' },
      ];
    }),
  ];
}
