import type { Palette } from '../../util/theme';
import type { Area } from './bars';
import type { Shape } from './svg';

export interface Cells {
  /** Row by row from the top, in [-1, 1]. */
  readonly values: readonly (readonly number[])[];
  /** Cells with a border: for each row the column, or nothing. */
  readonly marked: readonly (number | undefined)[];
}

/** A grid of values as squares: the larger the value, the larger the square; negative ones are hollow. */
export function cells({ x, y, width, height }: Area, { values, marked }: Cells, palette: Palette): Shape[] {
  const columns = Math.max(1, ...values.map((row) => row.length));
  const cell = { width: width / columns, height: height / Math.max(1, values.length) };
  return values.flatMap((row, i) =>
    row.flatMap((value, j): Shape[] => {
      const left = x + cell.width * j;
      const top = y + cell.height * i;
      const side = Math.sqrt(Math.min(1, Math.abs(value))) * (Math.min(cell.width, cell.height) - 4);
      const box = {
        kind: 'rect',
        x: left + (cell.width - side) / 2,
        y: top + (cell.height - side) / 2,
        width: side,
        height: side,
      } as const;
      const frame = { kind: 'rect', x: left, y: top, width: cell.width, height: cell.height } as const;
      return [
        { ...frame, stroke: palette.grid },
        ...(side > 0
          ? [value > 0 ? { ...box, fill: palette.accent } : { ...box, stroke: palette.muted }]
          : []),
        ...(marked[i] === j
          ? [
              {
                ...frame,
                x: left + 1,
                y: top + 1,
                width: cell.width - 2,
                height: cell.height - 2,
                stroke: palette.foreground,
                strokeWidth: 2,
              },
            ]
          : []),
      ];
    }),
  );
}
