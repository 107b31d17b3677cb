import type { TextChange } from '../resolver/site';
import type { Range } from '../util/range';

/** Where a span lies after a change: moved by what happened before it, grown by what reaches into it. */
export function follow(range: Range, change: TextChange): Range {
  const delta = change.newEnd - change.oldEnd;
  if (change.oldEnd <= range.start) return { start: range.start + delta, end: range.end + delta };
  if (change.start >= range.end) return range;
  return { start: Math.min(range.start, change.start), end: Math.max(range.end, change.oldEnd) + delta };
}
