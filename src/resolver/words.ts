/** Words in plain text: comments, strings, and languages without a grammar. */
import type { Range } from '../util/range';

const maxWord = 200;

/** The word that covers or touches an offset: letters, digits, `_`, and hyphens between them. */
export function wordAt(text: string, offset: number, within: Range): Range | undefined {
  let start = offset;
  while (start > within.start && isWordPart(text, start - 1) && offset - start < maxWord) start--;
  let end = offset;
  while (end < within.end && isWordPart(text, end) && end - offset < maxWord) end++;
  while (start < end && text[start] === '-') start++;
  while (end > start && text[end - 1] === '-') end--;
  if (start >= end || offset < start || offset > end) return undefined;
  return /[\p{L}_]/u.test(text.slice(start, end)) ? { start, end } : undefined;
}

/** All words of a span, in order. */
export function* wordsIn(text: string, within: Range): Generator<Range> {
  for (let at = within.start; at < within.end; at++) {
    if (!isWordPart(text, at) || text[at] === '-') continue;
    const word = wordAt(text, at, within);
    while (at < within.end && isWordPart(text, at)) at++;
    if (word) yield word;
  }
}

function isWordPart(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 128) {
    return (
      (code >= 97 && code <= 122) ||
      (code >= 65 && code <= 90) ||
      (code >= 48 && code <= 57) ||
      code === 95 ||
      code === 45
    );
  }
  return (
    code > 191 &&
    !(code >= 0xd800 && code <= 0xdfff) &&
    code !== 0xfeff &&
    !(code >= 0x2000 && code <= 0x206f)
  );
}
