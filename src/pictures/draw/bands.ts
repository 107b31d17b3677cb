import type { Palette } from '../../util/theme';
import type { Area } from './bars';
import type { Shape } from './svg';

/**
 * A bar for each value in [0, 1], with the band of `reach` up and down around its top, cut off at 0 and 1: what may
 * become of a value that may move so far. A band is at least one pixel high.
 */
export function bands(area: Area, values: readonly number[], reach: number, palette: Palette): Shape[] {
  const slot = area.width / values.length;
  const width = Math.max(2, slot - 3);
  const base = area.y + area.height;
  const at = (value: number): number => base - value * area.height;
  return [
    {
      kind: 'path',
      points: [
        [area.x, base + 0.5],
        [area.x + area.width, base + 0.5],
      ],
      stroke: palette.muted,
    },
    ...values.flatMap((value, i): Shape[] => {
      const x = area.x + slot * i + (slot - width) / 2;
      const top = at(Math.min(1, value + reach));
      const height = Math.max(1, at(Math.max(0, value - reach)) - top);
      return [
        { kind: 'rect', x, y: at(value), width, height: base - at(value), fill: palette.grid },
        { kind: 'rect', x, y: top, width, height, fill: palette.accent },
        {
          kind: 'path',
          points: [
            [x, at(value)],
            [x + width, at(value)],
          ],
          stroke: palette.background,
        },
      ];
    }),
  ];
}
