import type { Palette } from '../../util/theme';
import type { Shape } from './svg';

/** Where a plot lies in its picture, in pixels. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Bar {
  readonly value: number;
  readonly color: string;
  /** Drawn as a dashed contour around or behind the bar, for comparison. */
  readonly outline?: number;
  /** The value in words: above the bar, or right of its top where there is no height to spare. */
  readonly label?: string;
  readonly labelAt?: 'above' | 'right';
  /** Written below the base line. */
  readonly name?: string;
}

const labelSize = 11;

/**
 * Upright bars over a base line, scaled so that `max` fills the area. A positive value is at least one pixel
 * high, so that small does not look like none.
 */
export function bars(area: Area, list: readonly Bar[], max: number, palette: Palette): Shape[] {
  const slot = area.width / list.length;
  const width = Math.min(44, slot * 0.7);
  const base = area.y + area.height;
  const tall = (value: number): number => (value > 0 ? Math.max(1, (value / max) * area.height) : 0);
  const shapes: Shape[] = [
    {
      kind: 'path',
      points: [
        [area.x, base + 0.5],
        [area.x + area.width, base + 0.5],
      ],
      stroke: palette.muted,
    },
  ];
  list.forEach((bar, i) => {
    const middle = area.x + slot * (i + 0.5);
    const height = tall(bar.value);
    const outline = tall(bar.outline ?? 0);
    shapes.push({ kind: 'rect', x: middle - width / 2, y: base - height, width, height, fill: bar.color });
    if (outline > 0)
      shapes.push({
        kind: 'rect',
        x: middle - width / 2 - 1.5,
        y: base - outline,
        width: width + 3,
        height: outline,
        stroke: palette.muted,
        dashed: true,
      });
    if (bar.label !== undefined) {
      const top = base - Math.max(height, outline);
      const right = bar.labelAt === 'right';
      shapes.push({
        kind: 'text',
        x: right ? middle + width / 2 + 5 : middle,
        y: right ? top + 10 : top - 4,
        text: bar.label,
        size: labelSize,
        fill: palette.foreground,
        anchor: right ? 'start' : 'middle',
        bold: true,
      });
    }
    if (bar.name !== undefined)
      shapes.push({
        kind: 'text',
        x: middle,
        y: base + 12,
        text: bar.name,
        size: labelSize,
        fill: palette.muted,
        anchor: 'middle',
      });
  });
  return shapes;
}
