/** The controls of a splitter, started from the code and written back to it. */
import type { RangeControl } from '../../contract/control';

export const chunkSize = {
  kind: 'range',
  id: 'size',
  label: 'chunk_size, characters',
  scale: 'integer',
  min: 60,
  max: 1000,
  step: 10,
  default: 150,
  seeds: [{ role: 'chunk_size', clamp: true }],
  writes: 'chunk_size',
} as const satisfies RangeControl;

export const chunkOverlap = {
  kind: 'range',
  id: 'overlap',
  label: 'chunk_overlap, characters',
  scale: 'integer',
  min: 0,
  max: { control: 'size' },
  step: 10,
  default: 40,
  seeds: [{ role: 'overlap', clamp: true }],
  writes: 'overlap',
} as const satisfies RangeControl;
