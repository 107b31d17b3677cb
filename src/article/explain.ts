/** A whole concept as one Markdown document: for the command line and for export. */
import type { Entry } from '../catalog/entry';
import type { Limit, Source } from '../catalog/schema.generated';
import { formatValue } from '../util/expression';
import { describeInterval, parseInterval } from '../util/interval';
import { codeSpan, linkTarget, singleLine } from '../util/markdown-text';

/**
 * Title, summary, formula, symbols, article, limits, names, equivalents, corrections, sources. Citations are
 * numbered links to the list of sources, references to concepts their words. Plain Markdown, without control
 * characters: it may go to a terminal.
 */
export function explainMarkdown(entry: Entry, article: string): string {
  const { sources = [] } = entry;
  const parts = [
    `# ${line(entry.title)}`,
    `*${entry.category.replaceAll('-', ' ')}*${entry.origin === 'built-in' ? '' : ` · ${line(entry.origin.pack)}`}`,
    line(entry.summary),
    entry.formula ? `$$\n${line(entry.formula, 1000)}\n$$` : '',
    table(
      ['Symbol', 'Meaning'],
      (entry.symbols ?? []).map(({ tex, means }) => [`$${cell(tex)}$`, cell(means)]),
    ),
    spelledOut(printable(article), sources).trim(),
    section('Limits', limits(entry)),
    section('Names in code', names(entry)),
    section('In other frameworks', equivalents(entry)),
    section('Often written, but wrong', corrections(entry)),
    section('Sources', sourceList(sources)),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

function section(title: string, content: string): string {
  return content === '' ? '' : `## ${title}\n\n${content}`;
}

function line(text: string, longest?: number): string {
  return singleLine(text, longest);
}

function cell(text: string): string {
  return singleLine(text).replaceAll('|', '\\|');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
}

function limits(entry: Entry): string {
  const words = (interval: string | undefined): string => {
    const parsed = interval ? parseInterval(interval) : undefined;
    return parsed ? describeInterval(parsed) : '';
  };
  const source = ({ source: id }: Limit): string => citation([id], entry.sources ?? []);
  return table(
    ['Quantity', 'Allowed', 'Usual', 'Why', 'Source'],
    (entry.limits ?? []).map((limit) =>
      [codeSpan(limit.role), words(limit.hard), words(limit.usual), limit.why ?? '', source(limit)].map(cell),
    ),
  );
}

function names(entry: Entry): string {
  const rows = (entry.names ?? []).map(({ symbol, since, removed, note, roles }) => [
    codeSpan(symbol.slice(symbol.indexOf(':') + 1)),
    Object.values(roles ?? {})
      .flatMap(({ keyword, option, path }) => codeSpan(keyword ?? option ?? path ?? '') || [])
      .join(', '),
    [since && `since ${since}`, removed && `removed in ${removed}`].filter(Boolean).join(', '),
    note ?? '',
  ]);
  return table(
    ['Name', 'Argument', 'Versions', 'Note'],
    rows.map((row) => row.map(cell)),
  );
}

function equivalents(entry: Entry): string {
  const rows = (entry.equivalents ?? []).map(({ framework, code, defaults, note, docs }) => [
    docs ? `[${cell(framework)}](${linkTarget(docs)})` : cell(framework),
    cell(codeSpan(code)),
    cell(
      Object.entries(defaults ?? {})
        .map(([role, value]) => `${codeSpan(role)} ${formatValue(value, 12)}`)
        .join(', '),
    ),
    cell(note ?? ''),
  ]);
  return table(['Framework', 'Code', 'Defaults', 'Note'], rows);
}

function corrections({ corrections: list = [], sources = [] }: Entry): string {
  return list
    .map(({ claim, right, source }) => {
      const told = spelledOut(`*${line(claim)}* ${line(right)}`, sources);
      return `- ${told} ${citation([source], sources)}`.trimEnd();
    })
    .join('\n');
}

function sourceList(sources: readonly Source[]): string {
  return sources.map(({ cite, url }, i) => `${i + 1}. ${line(cite)}${url ? ` <${url}>` : ''}`).join('\n');
}

/** Code stays as it is; in all else citations and references become words. */
function spelledOut(markdown: string, sources: readonly Source[]): string {
  const code = /(^ {0,3}(`{3,}|~{3,})[\s\S]*?(?:^ {0,3}\2|$(?![\s\S]))|(`+)(?!`)[^\n]*?[^`\n]\3(?!`))/gm;
  let result = '';
  let end = 0;
  for (const match of markdown.matchAll(code)) {
    result += referencesInWords(markdown.slice(end, match.index), sources) + match[0];
    end = match.index + match[0].length;
  }
  return result + referencesInWords(markdown.slice(end), sources);
}

function referencesInWords(text: string, sources: readonly Source[]): string {
  return text
    .replace(/\[@([\w-]+(?:; ?@[\w-]+)*)\]/g, (_, ids: string) => citation(ids.split(/; ?@/), sources))
    .replace(
      /\[\[([^[\]|\n]+)(?:\|([^[\]\n]+))?\]\]/g,
      (_, id: string, words?: string) => words ?? id.replaceAll('-', ' '),
    );
}

/** `[1, 3]`: places in the list of sources. */
function citation(ids: readonly string[], sources: readonly Source[]): string {
  const marks = ids.map((id) => {
    const place = sources.findIndex((source) => source.id === id);
    return place < 0 ? id : String(place + 1);
  });
  return `[${marks.join(', ')}]`;
}

/** Without controls, which a terminal would obey; line breaks and tabs stay. */
function printable(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/[^\P{Cc}\n\t]/gu, '');
}
