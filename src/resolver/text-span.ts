/** What changed between two versions of a text. */
import type { TextChange } from './site';

const block = 1024;

/** The smallest single span that turns `before` into `after`, or nothing where they are equal. */
export function changedSpan(before: string, after: string): TextChange | undefined {
  if (before === after) return undefined;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + block <= shorter && before.startsWith(after.slice(start, start + block), start))
    start += block;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;

  let tail = 0;
  const room = shorter - start;
  while (tail + block <= room && sameBlock(before, after, tail)) tail += block;
  while (
    tail < room &&
    before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)
  ) {
    tail++;
  }
  return { start, oldEnd: before.length - tail, newEnd: after.length - tail };
}

function sameBlock(before: string, after: string, tail: number): boolean {
  const from = after.length - tail - block;
  return before.startsWith(after.slice(from, from + block), before.length - tail - block);
}

/** Whether replacing that one span is all that tells the two texts apart. */
export function turnsInto(before: string, after: string, { start, oldEnd, newEnd }: TextChange): boolean {
  if (!(start >= 0 && start <= oldEnd && start <= newEnd)) return false;
  if (before.length - oldEnd !== after.length - newEnd || before.length < oldEnd) return false;
  return before.slice(0, start) === after.slice(0, start) && before.slice(oldEnd) === after.slice(newEnd);
}
