/** Comments in config files. */
import type { Range } from '../../util/range';

/** JSON with its comments, of a line or of several, as spaces. */
export function blankComments(text: string): string {
  if (!text.includes('//') && !text.includes('/*')) return text;
  const token = /"(?:[^"\\\n]|\\.)*"?|\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)/g;
  return text.replace(token, (found) => (found.startsWith('"') ? found : found.replace(/[^\n\r]/g, ' ')));
}

/** The rest of the line from the comment mark on, where `offset` stands behind one. */
export function commentAt(text: string, offset: number, format: 'yaml' | 'json' | 'toml'): Range | undefined {
  const lineStart = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const lineEnd = text.indexOf('\n', offset);
  const end = lineEnd === -1 ? text.length : lineEnd;
  const mark = format === 'json' ? '//' : '#';
  for (let at = text.indexOf(mark, lineStart); at !== -1 && at < offset; at = text.indexOf(mark, at + 1)) {
    const before = text[at - 1];
    if (at === lineStart || before === ' ' || before === '\t' || format !== 'yaml') return { start: at, end };
  }
  return undefined;
}
