import type { Frame } from '../demos/contract/frame';

/**
 * A frame that can be shown: progress in [0, 1], and a reading that says it where a metric is no longer a number. The
 * numbers themselves stay as they are, since a loss that runs away is something to see.
 */
export function soundFrame(frame: Frame): Frame {
  const lost = frame.metrics.filter(({ value }) => !Number.isFinite(value)).map(({ label }) => label);
  const progress = Number.isFinite(frame.progress) ? Math.min(Math.max(frame.progress, 0), 1) : 0;
  if (lost.length === 0 && progress === frame.progress) return frame;
  const reading =
    lost.length === 0
      ? frame.reading
      : `The computation left the range of numbers (${lost.join(', ')}). ${frame.reading}`;
  return { ...frame, progress, reading };
}
