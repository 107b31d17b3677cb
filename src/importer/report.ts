/** What an import did, for a person to read. */
import type { ImportResult } from './import';

const mostShown = 2_000;

/** Headings in the order in which a person should look; what is not named here stands below. */
const titles: Readonly<Record<string, string>> = {
  formula: 'Formulas to check',
  code: 'Code that does not parse',
  indentation: 'Code whose indentation is a guess',
  edited: 'Files left as they are',
  'built-in': 'Concepts that are there already',
  merge: 'Merged entries',
  apart: 'Entries kept apart',
  heading: 'Lines that may be headings',
  'before-first': 'Lines that belong to no entry',
  empty: 'Entries without text',
};

/** A Markdown document; the texts of the raw glossary in it stand as code. */
export function reportMarkdown(result: ImportResult, from: string, to: string): string {
  const { entries, concepts, doubts, isCancelled } = result;
  const codes = [...new Set([...Object.keys(titles), ...doubts.map(({ code }) => code)])];
  const sections = codes.flatMap((code) => {
    const own = doubts.filter((doubt) => doubt.code === code);
    if (own.length === 0) return [];
    const lines = own
      .slice(0, mostShown)
      .map(({ line, text, also = [] }) => `- ${places([line, ...also])}: ${harmless(text)}`);
    const rest = own.slice(mostShown).flatMap(({ line, also = [] }) => [line, ...also]);
    const more = rest.length > 0 ? [`- … and ${places(rest)}`] : [];
    return [
      `## ${Object.hasOwn(titles, code) ? titles[code] : code} (${own.length})`,
      '',
      ...lines,
      ...more,
      '',
    ];
  });
  return [
    `# Import of ${harmless(from)}`,
    '',
    `${entries.length} entries became ${concepts} concepts in \`${to.replaceAll('`', '')}\`.${isCancelled ? ' The import was cancelled: not all of them were written.' : ''}`,
    '',
    ...sections,
  ].join('\n');
}

/** `line 4`, or `lines 4–9, 12` of many: no line is left out. */
function places(lines: readonly number[]): string {
  const ranges: [first: number, last: number][] = [];
  for (const line of [...lines].sort((a, b) => a - b)) {
    const open = ranges.at(-1);
    if (open && line <= open[1] + 1) open[1] = line;
    else ranges.push([line, line]);
  }
  const text = ranges.map(([first, last]) => (first === last ? `${first}` : `${first}–${last}`)).join(', ');
  return `line${lines.length > 1 ? 's' : ''} ${text}`;
}

/** Signs that Markdown reads are escaped. */
function harmless(text: string): string {
  return text.replace(/[\\`*_[\]<>#|$!]/g, '\\$&');
}
