/** What is too large or too strange to parse: Gloss then steps aside. Lengths are UTF-16 code units. */

const maxCode = 1_000_000;
const maxConfig = 300_000;
const maxLine = 100_000;

/** Why a text is not parsed, in words, or nothing where it is fine. */
export function whyNotParsed(text: string, kind: 'code' | 'config'): string | undefined {
  if (text.length > (kind === 'code' ? maxCode : maxConfig)) return 'the file is too large';
  if (text.includes('\0')) return 'the file is binary';
  if (longestLineExceeds(text, maxLine)) return 'a line is too long';
  return undefined;
}

function longestLineExceeds(text: string, limit: number): boolean {
  if (text.length <= limit) return false;
  let start = 0;
  while (start + limit < text.length) {
    const lastBreak = text.lastIndexOf('\n', start + limit);
    if (lastBreak < start) return true;
    start = lastBreak + 1;
  }
  return false;
}
