/** Two lines of chrome, a bridge of chrome between them that must go, and a raster of pulses over it. */
import { holeRadius, type Beam } from './beam';

export const pixels = 128;
/** Micrometres. */
export const pixelSize = 0.05;
const lines = [
  [1.4, 2.4],
  [3.8, 4.8],
] as const;
const defect = { x: [2.4, 3.8], y: [2.4, 4] } as const;

export type Material = 'glass' | 'line' | 'defect';

export interface Repair {
  /** Row by row from the lowest y. */
  readonly before: readonly Material[];
  readonly removed: readonly boolean[];
  readonly pulses: number;
  /** Share of the defect that stays. */
  readonly residual: number;
  /** Of the lines: µm² in all, and µm into the one that suffers more. */
  readonly lineLoss: number;
  readonly edgeLoss: number;
}

const centre = (i: number): number => (i + 0.5) * pixelSize;
const within = (value: number, [from, to]: readonly [number, number]): boolean => value > from && value < to;

function materialAt(x: number, y: number): Material {
  if (lines.some((line) => within(x, line))) return 'line';
  return within(x, defect.x) && within(y, defect.y) ? 'defect' : 'glass';
}

/** Evenly spaced places from `offset` inside one edge to `offset` inside the other. */
export function pulsePlaces([from, to]: readonly [number, number], offset: number, pitch: number): number[] {
  const length = to - from - 2 * offset;
  if (length <= 0) return [(from + to) / 2];
  const steps = Math.ceil(length / pitch - 1e-9);
  return Array.from({ length: steps + 1 }, (_, i) => from + offset + (length * i) / steps);
}

/**
 * Removes what any pulse heats above the threshold. The largest fluence at a pixel is the product of the largest in its
 * column and in its row, since the pulses lie on a grid.
 * @param ratio peak fluence over threshold
 */
export function repair(beam: Beam, ratio: number, pitch: number, offset: number): Repair {
  const places = { x: pulsePlaces(defect.x, offset, pitch), y: pulsePlaces(defect.y, offset, pitch) };
  const reach = holeRadius(beam, ratio);
  const peak = ratio * (beam.w0 / beam.heated) ** 2;
  const nearest = (centres: readonly number[], at: number) =>
    Math.min(...centres.map((one) => Math.abs(one - at)));
  const share = (distance: number) => Math.exp((-2 * distance ** 2) / beam.heated ** 2);
  const columns = Array.from({ length: pixels }, (_, i) => share(nearest(places.x, centre(i))));
  const rows = Array.from({ length: pixels }, (_, i) => share(nearest(places.y, centre(i))));
  const cells = Array.from(
    { length: pixels * pixels },
    (_, k) => [k % pixels, Math.floor(k / pixels)] as const,
  );
  const before = cells.map(([i, j]) => materialAt(centre(i), centre(j)));
  const removed = cells.map(([i, j]) => reach > 0 && peak * columns[i]! * rows[j]! > 1);
  const count = (material: Material, gone: boolean) =>
    before.filter((one, k) => one === material && removed[k] === gone).length;
  const [left, gone] = [count('defect', false), count('defect', true)];
  const eaten = lines.map(
    (line) =>
      columns.filter((_, i) => within(centre(i), line) && cells.some(([c], k) => c === i && removed[k]))
        .length,
  );
  return {
    before,
    removed,
    pulses: places.x.length * places.y.length,
    residual: left / (left + gone),
    lineLoss: count('line', true) * pixelSize ** 2,
    edgeLoss: Math.max(...eaten) * pixelSize,
  };
}
