/** Splits tables: CSV, TSV, tables of Markdown, and JSON. */
import { quote, splitTerm, type RawEntry, type Report, type Splitter } from './entry';

/** What columns and fields are called, in lower case. */
const names = {
  term: [
    'term',
    'name',
    'title',
    'word',
    'concept',
    'keyword',
    'phrase',
    'acronym',
    'abbreviation',
    'terminology',
    'entry',
  ],
  text: [
    'definition',
    'description',
    'meaning',
    'explanation',
    'text',
    'body',
    'content',
    'summary',
    'details',
    'expansion',
    'def',
  ],
  aliases: ['aliases', 'alias', 'synonyms', 'synonym', 'also known as', 'abbreviations', 'acronyms', 'tags'],
  category: ['category', 'field', 'topic', 'type', 'area', 'domain', 'group', 'section'],
} as const;

type Column = keyof typeof names;

/** Which column holds what, or nothing where term or text has no column. */
export function columnsOf(header: readonly string[]): Map<Column, number> | undefined {
  const columns = new Map<Column, number>();
  const clean = header.map((cell) =>
    cell
      .replace(/[*_`"]/g, '')
      .trim()
      .toLowerCase(),
  );
  for (const [column, known] of Object.entries(names) as [Column, readonly string[]][]) {
    const at = known
      .map((name) => clean.indexOf(name))
      .find((index) => index >= 0 && ![...columns.values()].includes(index));
    if (at !== undefined) columns.set(column, at);
  }
  return columns.has('term') && columns.has('text') ? columns : undefined;
}

function isTermColumn(name: string): boolean {
  return (names.term as readonly string[]).includes(name.toLowerCase());
}

/** The cells of one line; `open` where a quoted cell goes on in the next line. */
export function cellsOf(line: string, delimiter: string): { cells: string[]; open: boolean } {
  if (delimiter === '|') {
    const inner = line.trim().replace(/^\||\|$/g, '');
    return { cells: inner.split(/(?<!\\)\|/).map((cell) => cell.trim()), open: false };
  }
  const cells: string[] = [];
  let cell = '';
  let quoted = false;
  for (let i = 0; i < line.length; i++) {
    const c = line[i]!;
    if (quoted && c === '"' && line[i + 1] === '"') {
      cell += '"';
      i++;
    } else if (c === '"' && (quoted || cell.trim() === '')) {
      quoted = !quoted;
      if (quoted) cell = '';
    } else if (c === delimiter && !quoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += c;
  }
  return { cells: [...cells, cell.trim()], open: quoted };
}

/** Lines that a quoted cell may span before it is taken as not closed. */
const longestRecord = 200;

export class TableSplitter implements Splitter {
  #columns: Map<Column, number> | undefined;
  #held: { lines: string[]; line: number } | undefined;

  constructor(
    private readonly emit: (entry: RawEntry) => void,
    private readonly report: Report,
    private readonly delimiter: string,
  ) {}

  push(text: string, line: number): void {
    const held = this.#held ?? { lines: [], line };
    held.lines.push(text);
    const { cells, open } = cellsOf(held.lines.join('\n'), this.delimiter);
    if (
      open &&
      held.lines.length < longestRecord &&
      held.lines.reduce((sum, { length }) => sum + length, 0) < 50_000
    ) {
      this.#held = held;
      return;
    }
    this.#held = undefined;
    if (open) {
      this.report(held.line, 'quote', 'A quote is opened in this line and never closed.');
      const [first, ...rest] = held.lines;
      this.#row(first!.replaceAll('"', '').split(this.delimiter), held.line, first!);
      rest.forEach((later, i) => this.push(later.replaceAll('"', ''), held.line + 1 + i));
    } else this.#row(cells, held.line, held.lines[0]!);
  }

  end(): void {
    const held = this.#held;
    this.#held = undefined;
    if (!held) return;
    this.report(held.line, 'quote', 'A quote is opened in this line and never closed.');
    for (const [i, text] of held.lines.entries()) this.push(text.replaceAll('"', ''), held.line + i);
  }

  #row(cells: readonly string[], line: number, text: string): void {
    if (text.trim() === '') return;
    const header = columnsOf(cells);
    if (header) {
      this.#columns = header;
      return;
    }
    if (/^[|\s:-]+$/.test(text)) return;
    const columns = this.#columns;
    const cell = (column: Column) => cells[columns?.get(column) ?? -1] ?? '';
    if (!columns || cells.length < 2 || cell('term') === '') {
      this.report(line, 'before-first', `${quote(text)} is no row of the table.`);
    } else if (cell('text') === '') {
      this.report(line, 'empty', `${quote(cell('term'))} has no text and became no concept.`);
    } else {
      this.emit(record(cell('term'), cell('text'), cell('aliases').split(/[;|]/), cell('category'), line));
    }
  }
}

function record(
  raw: string,
  text: string,
  more: readonly string[],
  category: string,
  line: number,
): RawEntry {
  const { term, aliases } = splitTerm(raw);
  const all = [...aliases, ...more.map((alias) => alias.trim())].filter((alias) => alias !== '');
  return {
    term,
    aliases: all,
    line,
    bodyLine: line,
    body: text.split('\n'),
    ...(category !== '' && { category }),
  };
}

/** JSON must be held as a whole; a longer text is refused, in UTF-16 units. */
const longestJson = 64_000_000;
/** Lines in which the place of the next term is looked for. */
const farthest = 500;

/** An array of objects, an object of arrays, or an object from term to text (or to an object with the text). */
export class JsonSplitter implements Splitter {
  #lines: string[] = [];
  #length = 0;

  constructor(
    private readonly emit: (entry: RawEntry) => void,
    private readonly report: Report,
  ) {}

  push(text: string): void {
    this.#length += text.length + 1;
    if (this.#length <= longestJson) this.#lines.push(text);
    else this.#lines = [];
  }

  end(): void {
    if (this.#length > longestJson) {
      this.report(
        1,
        'size',
        `A JSON text of more than ${longestJson} characters is not read: turn it into CSV.`,
      );
      return;
    }
    let data: unknown;
    try {
      data = JSON.parse(this.#lines.join('\n'));
    } catch (error) {
      this.report(1, 'json', `This is not JSON: ${(error as Error).message}`);
      return;
    }
    let from = 0;
    const place = (term: string): number => {
      const key = JSON.stringify(term);
      const found = this.#lines.slice(from, from + farthest).findIndex((text) => text.includes(key));
      if (found >= 0) from += found;
      return from + 1;
    };
    this.#read(data, place, 0);
  }

  #read(data: unknown, place: (term: string) => number, depth: number): void {
    if (Array.isArray(data)) {
      for (const item of data as unknown[]) this.#item(item, place);
      return;
    }
    if (typeof data !== 'object' || data === null || depth > 3) {
      this.report(1, 'json', 'There are no entries in this JSON.');
      return;
    }
    for (const [key, value] of Object.entries(data)) {
      if (Array.isArray(value) && value.some((item) => typeof item === 'object'))
        this.#read(value, place, depth + 1);
      else if (typeof value === 'string') this.emit(record(key, value, [], '', place(key)));
      else if (typeof value === 'object' && value !== null) this.#item({ term: key, ...value }, place);
      else this.report(place(key), 'empty', `${quote(key)} has no text and became no concept.`);
    }
  }

  #item(item: unknown, place: (term: string) => number): void {
    const fields = Object.entries(typeof item === 'object' && item !== null ? item : {}) as [
      string,
      unknown,
    ][];
    const columns = columnsOf(fields.map(([key]) => key));
    const value = (column: Column) => fields[columns?.get(column) ?? -1]?.[1];
    const [term, text, aliases, category] = [
      value('term'),
      value('text'),
      value('aliases'),
      value('category'),
    ];
    if (typeof term !== 'string' || typeof text !== 'string' || term.trim() === '' || text.trim() === '') {
      const named = fields.find(([key, of]) => typeof of === 'string' && isTermColumn(key))?.[1] as
        string | undefined;
      const what = quote(named ?? fields.map(([key]) => key).join(', '));
      this.report(
        named === undefined ? 1 : place(named),
        'empty',
        `${what} has no text and became no concept.`,
      );
      return;
    }
    const list = Array.isArray(aliases)
      ? aliases.map(String)
      : typeof aliases === 'string'
        ? aliases.split(/[;,|]/)
        : [];
    this.emit(record(term, text, list, typeof category === 'string' ? category : '', place(term)));
  }
}
