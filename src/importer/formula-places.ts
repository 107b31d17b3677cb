/** Where formulas stand in a line: between dollar signs that are no prices. */
import { asCommands, escapeLetters } from './tex-words';

const longest = 5_000;
/** Lines that one formula may be broken over. */
const mostJoined = 6;

/** A line and those that were torn from it where `\n` of a command became a new line. */
export function joinBroken(lines: readonly string[], start: number): { text: string; count: number } {
  let text = lines[start]!;
  let count = 1;
  while (count < mostJoined && start + count < lines.length && hasOpenDollar(text)) {
    const next = lines[start + count]!;
    const run = /^[A-Za-z]+/.exec(next)?.[0];
    const isTorn =
      run !== undefined && run.length < 30 && escapeLetters.some((letter) => asCommands(letter + run));
    const isDisplay = text.includes('$$') && !next.startsWith('**');
    if (!isTorn && !isDisplay) break;
    text += `\n${next}`;
    count++;
  }
  return { text, count };
}

function hasOpenDollar(text: string): boolean {
  return text.length < longest && places(text).open;
}

/** The text with every formula replaced by what `replace` makes of its TeX. Code spans stay. */
export function mapFormulas(text: string, replace: (tex: string) => string): string {
  if (!text.includes('$')) return text;
  let out = '';
  let at = 0;
  for (const { start, end, width } of places(text).found) {
    out += text.slice(at, start) + replace(text.slice(start + width, end - width));
    at = end;
  }
  return out + text.slice(at);
}

interface Place {
  readonly start: number;
  readonly end: number;
  /** 1 or 2 dollar signs. */
  readonly width: number;
}

function places(text: string): { found: Place[]; open: boolean } {
  const found: Place[] = [];
  let open = false;
  let inCode = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (c === '`') inCode = !inCode;
    if (c !== '$' || inCode || text[i - 1] === '\\') continue;
    const width = text[i + 1] === '$' ? 2 : 1;
    const close = closing(text, i + width, width);
    if (close < 0) {
      open ||= !/^\$\d/.test(text.slice(i));
      i += width - 1;
      continue;
    }
    const tex = text.slice(i + width, close);
    if (isPrice(tex)) continue;
    if (tex.trim() !== '') found.push({ start: i, end: close + width, width });
    i = close + width - 1;
  }
  return { found, open };
}

function closing(text: string, from: number, width: number): number {
  const sign = '$'.repeat(width);
  for (let at = text.indexOf(sign, from); at >= 0 && at - from < longest; at = text.indexOf(sign, at + 1))
    if (text[at - 1] !== '\\') return at;
  return -1;
}

/** `$5 and then $`: it starts with a number and goes on with words. */
function isPrice(tex: string): boolean {
  return (
    /^\d[\d.,]*(?:[-–]?\$?\d|[KMBkmb+%]|\s|\b)/.test(tex) &&
    /[A-Za-z]{2,}\s+[A-Za-z]{2,}\s+[A-Za-z]{2,}/.test(tex) &&
    !/\\|[_^=]/.test(tex)
  );
}
