/** What changed between two versions of a text. */
import type { TextChange } from './site';

const block = 1024;

/** The smallest single span that turns `before` into `after`, or nothing where they are equal. */
export function changedSpan(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  const start = sharedLength(shorter, (from, to) => before.slice(from, to) === after.slice(from, to));
  const tail = sharedLength(
    shorter - start,
    (from, to) =>
      before.slice(before.length - to, before.length - from) ===
      after.slice(after.length - to, after.length - from),
  );
  return { start, oldEnd: before.length - tail, newEnd: after.length - tail };
}

/** How far two texts agree, found in blocks and then by halving: comparing slices is a comparison of memory. */
function sharedLength(limit: number, same: (from: number, to: number) => boolean): number {
  let shared = 0;
  while (shared + block <= limit && same(shared, shared + block)) shared += block;
  for (let step = block >> 1; step > 0; step >>= 1) {
    if (shared + step <= limit && same(shared, shared + step)) shared += step;
  }
  return shared;
}

/** Whether replacing that one span is all that tells the two texts apart. */
export function turnsInto(before: string, after: string, { start, oldEnd, newEnd }: TextChange): boolean {
  if (!(start >= 0 && start <= oldEnd && start <= newEnd)) return false;
  if (before.length - oldEnd !== after.length - newEnd || before.length < oldEnd) return false;
  return before.slice(0, start) === after.slice(0, start) && before.slice(oldEnd) === after.slice(newEnd);
}
