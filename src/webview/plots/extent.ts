/** Limits of axes. */
import type { Axis, Numbers, ReferenceLine } from '../../demos/contract/frame';

/** Least and greatest finite number (positive ones only on a logarithmic axis); nothing where there is none. */
export function extentOf(lists: Iterable<Numbers>, log = false): readonly [number, number] | undefined {
  let min = Infinity;
  let max = -Infinity;
  for (const list of lists) {
    for (const value of list) {
      if (!Number.isFinite(value) || (log && value <= 0)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? [min, max] : undefined;
}

/** Limits a little beyond the data, so that dots and strokes at its edge are whole. */
export function roomAround(lists: Iterable<Numbers>): number[] {
  const [min, max] = extentOf(lists) ?? [];
  if (min === undefined || max === undefined) return [];
  const room = 0.03 * (max - min);
  return [min - room, max + room];
}

/** The domain of an axis: its fixed limits, else those of the data and the reference lines; never empty. */
export function domainOf(
  axis: Axis | undefined,
  lists: readonly Numbers[],
  references: readonly ReferenceLine[] = [],
  include: readonly number[] = [],
): [number, number] {
  const log = axis?.scale === 'log';
  const [low, high] =
    extentOf([...lists, references.map((line) => line.at), include], log) ?? (log ? [1, 10] : [0, 1]);
  const min = axis?.min ?? low;
  const max = axis?.max ?? high;
  if (max > min) return [min, max];
  return log ? [min / 2, min * 2] : [min - 0.5, min + 0.5];
}

/** `gap (nats)`. */
export function axisTitle(axis: Axis | undefined): string | null {
  if (!axis) return null;
  return axis.unit ? `${axis.label} (${axis.unit})` : axis.label;
}
