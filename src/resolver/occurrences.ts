/** Finding a word in a span of text. */
import type { Range } from '../util/range';

/** Offsets at which `word` stands as a whole word. A common one is given up after 2000 hits. */
export function* occurrences(text: string, word: string, within: Range): Generator<number> {
  let count = 0;
  for (let at = text.indexOf(word, within.start); at !== -1; at = text.indexOf(word, at + 1)) {
    if (at + word.length > within.end || count++ === 2000) return;
    if (isWholeWord(text, at, word.length)) yield at;
  }
}

/** Whether no letter or digit touches `length` characters at an offset. */
export function isWholeWord(text: string, at: number, length: number): boolean {
  return !isWordCharacter(text, at - 1) && !isWordCharacter(text, at + length);
}

function isWordCharacter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    (code >= 48 && code <= 57) ||
    code === 95 ||
    code > 127
  );
}

/** The offset of the first character from `at` on that is no blank. */
export function skipBlanks(text: string, at: number): number {
  let i = at;
  while (text[i] === ' ' || text[i] === '\t') i++;
  return i;
}
