/** The body of a raw entry as the Markdown of an article: formulas whole, code fenced and indented, headings as such. */
import type { Parser } from 'web-tree-sitter';
import { codeEnd, indentPython } from './code';
import { repairFormula } from './formulas';
import { joinBroken, mapFormulas } from './formula-places';
import { keyOf } from './digest';
import { quote, type RawEntry, type Report } from './entry';
import { withoutHidden } from './text';

export interface ImportedName {
  readonly symbol: string;
  readonly kind: 'class' | 'function' | 'module';
}

export interface Article {
  readonly markdown: string;
  /** The first line of text. */
  readonly opening: string;
  /** The first formula that says what something equals. */
  readonly formula?: string;
  /** APIs in the code that go by the name of the concept. */
  readonly names: readonly ImportedName[];
}

export interface Tools {
  /** Whether TeX compiles. */
  compiles(tex: string): boolean;
  /** A parser of Python, where its grammar could be loaded. */
  readonly python: Parser | undefined;
  /** In how many entries a line stands. */
  recurs(line: string): number;
}

const longestBody = 300_000;
const longestTex = 5_000;
const longestFormula = 300;

/**
 * `keys`: what the concept is called, see `keyOf`; `level`: of the headings, 2 where the entry is alone in its article.
 * Whatever is doubtful goes to `report`.
 */
export function articleOf(
  entry: RawEntry,
  { keys, level }: { keys: ReadonlySet<string>; level: number },
  tools: Tools,
  report: Report,
): Article {
  return new Writer(entry, keys, '#'.repeat(level), tools, report).write();
}

class Writer {
  readonly #out: string[] = [];
  readonly #names = new Map<string, ImportedName>();
  #kind = '';
  #opening: string | undefined;
  #formula: string | undefined;
  #marked = 0;

  constructor(
    private readonly entry: RawEntry,
    private readonly keys: ReadonlySet<string>,
    private readonly marks: string,
    private readonly tools: Tools,
    private readonly report: Report,
  ) {}

  write(): Article {
    const body = this.#bounded();
    for (let i = 0; i < body.length;) i = this.#block(body, i);
    if (this.#marked > 0)
      this.report(
        this.entry.line,
        'boilerplate',
        `${this.#marked} lines of ${quote(this.entry.term)} stand in other entries too; they are marked.`,
      );
    return {
      markdown: this.#out
        .join('\n')
        .replace(/\n{3,}/g, '\n\n')
        .trim(),
      opening: this.#opening ?? '',
      ...(this.#formula !== undefined && { formula: this.#formula }),
      names: [...this.#names.values()],
    };
  }

  #bounded(): readonly string[] {
    let length = 0;
    const end = this.entry.body.findIndex((line) => (length += line.length + 1) > longestBody);
    if (end < 0) return this.entry.body;
    this.report(
      this.entry.bodyLine + end,
      'too-long',
      `${quote(this.entry.term)} is too long: its last ${this.entry.body.length - end} lines are left out.`,
    );
    return this.entry.body.slice(0, end);
  }

  /** Writes the block that begins at a line and gives the line behind it. */
  #block(body: readonly string[], start: number): number {
    const line = body[start]!;
    const fence = /^\s*(```+|~~~+)\s*(\w*)/.exec(line);
    if (fence) {
      const close = body.findIndex((text, i) => i > start && text.trim().startsWith(fence[1]!));
      if (close < 0) this.report(this.entry.bodyLine + start, 'fence', 'This code block is never closed.');
      const end = close < 0 ? body.length : close;
      this.#code(body.slice(start + 1, end), fence[2]!.toLowerCase(), this.entry.bodyLine + start);
      return Math.min(end + 1, body.length);
    }
    const end = codeEnd(body, start);
    if (end > start + 1) {
      this.#code(body.slice(start, end), 'python', this.entry.bodyLine + start);
      return end;
    }
    const { text, count } = joinBroken(body, start);
    this.#text(text, this.entry.bodyLine + start);
    return start + count;
  }

  #code(lines: readonly string[], language: string, line: number): void {
    const isPython = language === 'python' || language === 'py';
    let code = lines.join('\n');
    if (isPython && this.tools.python) {
      const result = indentPython(lines, this.tools.python);
      code = result.code;
      if (!result.parses)
        this.report(line, 'code', 'This code does not parse as Python, with or without indentation.');
      else if (result.isGuess)
        this.report(
          line,
          'indentation',
          'The indentation of this code was put in; where blocks end is a guess.',
        );
      if (result.parses) this.#imports(code);
    }
    const clean = code
      .split('\n')
      .map(withoutHidden)
      .join('\n')
      .replace(/^(\s*)(`{3,}|~{3,})/gm, '$1 $2');
    this.#begin('code');
    this.#out.push(`\`\`\`${isPython ? 'python' : language}`, clean, '```');
  }

  #imports(code: string): void {
    const add = (symbol: string, kind: ImportedName['kind']) => {
      if (symbol.length < 120 && this.#names.size < 20) this.#names.set(symbol, { symbol, kind });
    };
    for (const [, module, list] of code.matchAll(/^from ([\w.]+) import ([\w ,]+)$/gm)) {
      const root = module!.split('.')[0]!;
      if (this.keys.has(keyOf(root))) add(`py:${root}.*`, 'module');
      for (const name of list!.split(',').map((part) => part.trim().split(' ')[0]!))
        if (name !== '' && this.keys.has(keyOf(name)))
          add(`py:${module}.${name}`, /^[A-Z]/.test(name) ? 'class' : 'function');
    }
    for (const [, module] of code.matchAll(/^import ([\w.]+)/gm))
      if (this.keys.has(keyOf(module!.split('.')[0]!))) add(`py:${module!.split('.')[0]}.*`, 'module');
  }

  #text(raw: string, line: number): void {
    const whole = mapFormulas(raw.replace(/\[\[([^[\]]{1,100})\]\]/g, '$1'), (tex) => this.#whole(tex, line));
    const text = withoutHidden(whole).trimEnd();
    if (text.replace(/\s/g, '').length < whole.replace(/\s/g, '').length)
      this.report(
        line,
        'hidden',
        'Control characters or hidden signs of direction were removed from this line.',
      );
    if (text.trim() === '') {
      this.#out.push('');
      this.#kind = '';
      return;
    }
    const times = this.tools.recurs(raw);
    if (times > 0) this.#marked++;
    const heading = /^\*\*(.{1,120}?)\*\*(:?)$/.exec(text) ?? /^\*\*(.{1,120}?):\*\*()$/.exec(text);
    if (heading && !heading[1]!.includes('**') && !/[.!]$/.test(heading[1]!)) {
      this.#begin('heading');
      this.#out.push(`${this.marks}${heading[2] === ':' ? '#' : ''} ${heading[1]}`, '');
      return;
    }
    this.#opening ??= text;
    const bullet = text.replace(/^\s*[•▪◦‣]\s*/u, '- ');
    this.#begin(/^\s*\|/.test(bullet) ? 'table' : /^\s*(?:[-*+]|\d+[.)])\s/.test(bullet) ? 'list' : 'text');
    this.#out.push(times > 0 ? `${bullet} *(in ${times} entries)*` : bullet);
    if (this.#kind === 'text') this.#kind = '';
  }

  /** Blocks of different kinds are parted by a blank line; so is every line of plain text from the next. */
  #begin(kind: string): void {
    if (kind !== this.#kind || kind === 'heading' || kind === 'code') this.#out.push('');
    this.#kind = kind;
  }

  /** A formula with its dollar signs, or as code where it cannot be shown. */
  #whole(raw: string, line: number): string {
    const { tex, doubts } = repairFormula(raw);
    const plain = withoutHidden(tex).replace(/\s+/g, ' ').trim();
    if (plain.length > longestTex || !this.tools.compiles(plain)) {
      this.report(line, 'formula', `${quote(plain)} does not compile; it stands as code.`);
      return `\`${
        withoutHidden(raw)
          .replace(/[`\s]+/g, ' ')
          .trim() || ' '
      }\``;
    }
    for (const doubt of doubts) this.report(line, 'formula', `In ${quote(plain)}, ${doubt}.`);
    if (plain.includes('=') && plain.length <= longestFormula && doubts.length === 0) this.#formula ??= plain;
    return `$${plain}$`;
  }
}
