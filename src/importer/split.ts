/** Raw text to entries: finds out the format, then leaves the lines to the splitter for it. */
import {
  definitionAt,
  DefinitionSplitter,
  headingAt,
  isLetterHeading,
  MarkdownSplitter,
} from './definitions';
import type { RawEntry, Report, Splitter } from './entry';
import { hasHeadingForm, headingScore } from './headings';
import { lineBatches } from './lines';
import { cellsOf, columnsOf, JsonSplitter, TableSplitter } from './records';
import { ReferenceSplitter } from './reference';

export type Format =
  | { readonly kind: 'headings' | 'definitions' | 'json' }
  | { readonly kind: 'markdown'; readonly level: number }
  | { readonly kind: 'table'; readonly delimiter: string };

/** Lines that decide about the format. */
const sampleLines = 2_000;
/** In a sample such a line is as good as certain. */
const certainHeading = 6;

/** Entries in batches, in the order of the text. What is no entry is reported. Never throws on any text. */
export async function* splitText(
  chunks: AsyncIterable<string>,
  fileName: string,
  report: Report,
): AsyncGenerator<RawEntry[]> {
  let found: RawEntry[] = [];
  let splitter: Splitter | undefined;
  let line = 0;
  let sample: string[] = [];
  const start = (): Splitter => {
    const made = splitterFor(formatOf(sample, fileName), (entry) => found.push(entry), report);
    for (const text of sample) made.push(text, ++line);
    sample = [];
    return made;
  };
  for await (const batch of lineBatches(chunks, report)) {
    if (!splitter) {
      for (const text of batch) sample.push(text);
      if (sample.length < sampleLines) continue;
      splitter = start();
    } else for (const text of batch) splitter.push(text, ++line);
    if (found.length > 0) yield found;
    found = [];
  }
  (splitter ?? start()).end();
  if (found.length > 0) yield found;
}

function splitterFor(format: Format, emit: (entry: RawEntry) => void, report: Report): Splitter {
  switch (format.kind) {
    case 'json':
      return new JsonSplitter(emit, report);
    case 'table':
      return new TableSplitter(emit, report, format.delimiter);
    case 'definitions':
      return new DefinitionSplitter(emit, report);
    case 'markdown':
      return new MarkdownSplitter(emit, report, format.level);
    case 'headings':
      return new ReferenceSplitter(emit, report);
  }
}

/** The format of a text by its first lines and the name of its file. */
export function formatOf(lines: readonly string[], fileName: string): Format {
  const filled = lines.filter((text) => text.trim() !== '');
  const extension = /\.(\w+)$/.exec(fileName.toLowerCase())?.[1];
  if (extension === 'json' || (/^\s*[[{]/.test(filled[0] ?? '') && extension === undefined))
    return { kind: 'json' };
  const delimiter = delimiterOf(filled, extension);
  if (delimiter !== undefined) return { kind: 'table', delimiter };
  const hasHeadings = filled.some(
    (text, i) =>
      hasHeadingForm(text) &&
      headingScore(text, { before: filled[i - 1], after: filled.slice(i + 1, i + 3) }) >= certainHeading,
  );
  if (hasHeadings) return { kind: 'headings' };
  const level = termLevel(filled);
  const definitions = filled.filter(
    (text) => !/^\s{2,}/.test(text) && definitionAt(text) !== undefined,
  ).length;
  if (level.count > 0 && level.count * 2 > definitions) return { kind: 'markdown', level: level.level };
  return { kind: definitions > 0 ? 'definitions' : 'headings' };
}

function delimiterOf(filled: readonly string[], extension: string | undefined): string | undefined {
  if (extension === 'csv') return filled[0]?.includes(';') && !filled[0].includes(',') ? ';' : ',';
  if (extension === 'tsv') return '\t';
  const isHeader = (text: string, delimiter: string) =>
    columnsOf(cellsOf(text, delimiter).cells) !== undefined;
  for (const delimiter of ['\t', ',', ';']) if (filled[0] && isHeader(filled[0], delimiter)) return delimiter;
  const rows = filled.filter((text) => cellsOf(text, '|').cells.length > 1);
  return rows.length * 2 > filled.length && rows.some((text) => isHeader(text, '|')) ? '|' : undefined;
}

/** The level on which most headings stand that are more than a letter. */
function termLevel(filled: readonly string[]): { level: number; count: number } {
  const counts = new Map<number, number>();
  for (const text of filled) {
    const title = headingAt(text);
    if (title && !isLetterHeading(title.text)) counts.set(title.level, (counts.get(title.level) ?? 0) + 1);
  }
  const [level, count] = [...counts].sort((a, b) => b[1] - a[1])[0] ?? [0, 0];
  return { level, count };
}
