/** Splits lists of `Term: definition` and Markdown whose headings are the terms. */
import { TableSplitter } from './records';
import { quote, splitTerm, type RawEntry, type Report, type Splitter } from './entry';

export interface Definition {
  readonly term: string;
  readonly definition: string;
}

const bold =
  /^\s*(?:[-*+•]\s+|\d+[.)]\s+)?(\*\*|__)(?=\S)(.{1,120}?)\s{0,3}(:?)\s{0,3}\1\s{0,3}(:|[-–—=](?=\s)|$)?\s{0,9}(.*)$/u;
const plain =
  /^(?:[-*+•]\s+|\d+[.)]\s+)?(?=\S)([^:|`*_#<>[\]{}]{1,80}?)(?:\s{0,3}:\s{1,9}|\s{1,3}[–—]\s{1,9}|\s{1,3}-\s{1,9})(\S.*)$/u;
const heading = /^(#{1,6})\s+(.+?)\s*#*\s*$/;

/** The term and the beginning of its definition, where a line begins one. A bold line alone has an empty definition. */
export function definitionAt(line: string): Definition | undefined {
  if (line.length > 20_000) return undefined;
  const strong = bold.exec(line);
  if (strong) {
    const [, , term, inner, outer, rest] = strong as unknown as string[];
    const isDefinition =
      inner === ':' || (outer !== undefined && outer !== '') || rest === '' || /^(?:An?|The)\s/.test(rest!);
    return isDefinition && isTerm(term!) ? { term: term!, definition: rest! } : undefined;
  }
  const colon = plain.exec(line) ?? /^[-*+•]\s+([^:|`*_#<>[\]{}]{1,80}):\s{0,9}()$/u.exec(line);
  if (!colon || !isTerm(colon[1]!)) return undefined;
  const isItem = /^[-*+•]/.test(line);
  if (!isItem && /^(?:e\.g|i\.e|note|see|example|tip|warning|https?)\b/i.test(colon[1]!)) return undefined;
  return { term: colon[1]!, definition: colon[2]! };
}

function isTerm(text: string): boolean {
  return /\p{L}/u.test(text) && text.trim().split(/\s+/).length <= 9 && !/[.!?]$/.test(text.trim());
}

/** The level and text of a Markdown heading. */
export function headingAt(line: string): { level: number; text: string } | undefined {
  const found = line.length < 500 ? heading.exec(line) : null;
  return found ? { level: found[1]!.length, text: found[2]!.replace(/\*\*|__/g, '').trim() } : undefined;
}

/** `A`, `A-C` or `0-9`: a heading that only sorts. */
export function isLetterHeading(text: string): boolean {
  return /^[\p{L}\d#](?:\s*[-–/]\s*[\p{L}\d])?$/u.test(text);
}

/** Headings about the glossary itself. */
const furniture =
  /^(?:table of contents|contents|index|references|see also|other resources.*|resources|further reading|acknowledge?ments|license|contributing|introduction|about.*)$/i;

abstract class SectionSplitter implements Splitter {
  #open: (Omit<RawEntry, 'body'> & { body: string[] }) | undefined;
  #inFence = false;
  protected section: string | undefined;

  /** Tables that stand outside of entries. */
  readonly #table: TableSplitter;

  constructor(
    private readonly emit: (entry: RawEntry) => void,
    protected readonly report: Report,
  ) {
    this.#table = new TableSplitter(emit, report, '|');
  }

  push(text: string, line: number): void {
    if (!this.#open && /^\s*\|.*\|/.test(text)) {
      this.#table.push(text, line);
      return;
    }
    if (/^\s*(?:```|~~~)/.test(text)) this.#inFence = !this.#inFence;
    const isText = this.#inFence || !this.begin(text, line);
    if (!isText) return;
    if (this.#open) this.#open.body.push(text);
    else if (text.trim() !== '') this.report(line, 'before-first', `${quote(text)} belongs to no entry.`);
  }

  end(): void {
    this.close();
  }

  /** Begins an entry or a section where the line does so. */
  protected abstract begin(text: string, line: number): boolean;

  protected open(raw: string, line: number, first?: string): void {
    this.close();
    const { term, aliases } = splitTerm(raw);
    const body = first === undefined || first === '' ? [] : [first];
    this.#open = {
      term,
      aliases,
      line,
      bodyLine: body.length > 0 ? line : line + 1,
      body,
      ...(this.section && { category: this.section }),
    };
  }

  /** What was taken for an entry on this line is a heading: it is underlined. */
  protected retract(line: number): void {
    const open = this.#open;
    if (open?.line !== line) return;
    this.#open = undefined;
    this.enter(open.term, line);
  }

  protected close(): void {
    const open = this.#open;
    this.#open = undefined;
    if (!open) return;
    if (open.body.some((text) => text.trim() !== '')) this.emit(open);
    else this.report(open.line, 'empty', `${quote(open.term)} has no text and became no concept.`);
  }

  /** A heading that holds entries: its name is their category. */
  protected enter(text: string, line: number): void {
    this.close();
    this.section = isLetterHeading(text) || furniture.test(text) ? undefined : text;
    this.report(line, 'section', `${quote(text)} is a section and no entry.`);
  }
}

export class DefinitionSplitter extends SectionSplitter {
  #dashed = false;

  protected begin(text: string, line: number): boolean {
    const title = headingAt(text);
    if (title) this.enter(title.text, line);
    if (title) return true;
    if (/^[-=_*\s]{3,}$/.test(text) && text.trim() !== '') {
      if (/^[-=]/.test(text)) this.retract(line - 1);
      this.close();
      return true;
    }
    const found = /^\s{2,}/.test(text) ? undefined : definitionAt(text);
    if (!found) return false;
    // Inside an entry whose term is bold, a plain `word: text` is part of its text.
    const isBold = /^\s*(?:[-*+•]\s+|\d+[.)]\s+)?(?:\*\*|__)/.test(text);
    if (!isBold && this.#dashed) return false;
    this.#dashed ||= isBold;
    this.open(found.term, line, found.definition);
    return true;
  }
}

export class MarkdownSplitter extends SectionSplitter {
  constructor(
    emit: (entry: RawEntry) => void,
    report: Report,
    /** Headings of this level are terms; those above hold them, those below are part of the text. */
    private readonly level: number,
  ) {
    super(emit, report);
  }

  protected begin(text: string, line: number): boolean {
    const title = headingAt(text);
    if (!title || title.level > this.level) return false;
    if (title.level < this.level || isLetterHeading(title.text) || furniture.test(title.text))
      this.enter(title.text, line);
    else this.open(title.text, line);
    return true;
  }
}
