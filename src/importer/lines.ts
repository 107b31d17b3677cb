/** Chunks of text to lines, in bounded memory. */
import type { Report } from './entry';

/** A longer line is cut, in UTF-16 units; what is cut is reported. */
export const longestLine = 100_000;

/**
 * The lines of a text, in batches, without their line ends. Only a line feed ends a line: a lone carriage return
 * may be what is left of `\rho`.
 */
export async function* lineBatches(chunks: AsyncIterable<string>, report: Report): AsyncGenerator<string[]> {
  let rest = '';
  let cut = 0;
  let number = 0;
  let isFirst = true;
  const finished = (line: string): string => {
    number++;
    const dropped = cut + Math.max(0, line.length - longestLine);
    cut = 0;
    if (dropped > 0) report(number, 'long-line', `The last ${dropped} characters of this line are left out.`);
    return line.endsWith('\r') ? line.slice(0, -1) : line.slice(0, longestLine);
  };
  for await (const chunk of chunks) {
    const lines = (rest + (isFirst ? chunk.replace(/^\uFEFF/, '') : chunk)).split('\n');
    isFirst = false;
    rest = lines.pop()!;
    if (lines.length > 0) yield lines.map(finished);
    if (rest.length > longestLine) {
      cut += rest.length - longestLine;
      rest = rest.slice(0, longestLine);
    }
  }
  if (rest !== '') yield [finished(rest)];
}
