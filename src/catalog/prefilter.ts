/** Whether and where a file may speak of an entry, told from its text alone: most files need no parsing. */
import type { Api } from '../resolver/api-table';
import { packagesShowing } from '../resolver/canonical';
import type { Mention } from '../resolver/site';
import { PhraseScan } from '../util/phrase-scan';
import { isIdentifierPart, standsAt } from '../util/word-border';
import { isCommon, splitWords } from '../util/words';
import type { Entry } from './entry';
import type { ConceptName, WordRule } from './schema.generated';
import { ruleOf } from './word-index';

/** Phrases that show something together: `least` of `any`, and one of each group of `beside`. */
interface Clue {
  readonly any: readonly number[];
  readonly least: number;
  readonly beside: readonly (readonly number[])[];
}

/** Stands for a phrase of a single letter: it is not looked for, any file has it. */
const anywhere = -1;

const encoder = new TextEncoder();

/** Of a phrase of more words no plural is looked for inside. */
const maxPlurals = 4;

/**
 * Passes every file in which a name, key or word of an entry stands. What a file says without any of them, through
 * names of other files alone, it misses.
 */
export class Prefilter {
  readonly #numbers = new Map<string, number>();
  /** By each phrase of `any`. */
  readonly #clues = new Map<number, Clue[]>();
  /** Phrases that are enough alone. */
  readonly #enough = new Set<number>();
  /** Phrases that are last names of symbols, or modules, as code spells them; none where it may do so in several ways. */
  readonly #symbols = new Map<number, Set<string>>();
  /** Phrases that are keys or words; the name of an API of several words is one too. */
  readonly #words = new Set<number>();
  /** A phrase without a Latin letter or digit cannot be looked for: then every file passes. */
  #isBlind = false;
  readonly #scan: PhraseScan;
  /** By phrase, the last text of which it is known what the phrase says: texts are numbered as they come. */
  readonly #settled: Uint32Array;
  #rounds = 0;

  constructor(entries: Iterable<Entry>, api?: Api) {
    const classes = new Set<string>();
    for (const { names = [], keys = [], words = [] } of entries) {
      for (const name of names) {
        this.#addName(name);
        if (name.method === undefined) classes.add(name.symbol);
      }
      for (const key of keys) this.#add({ text: typeof key === 'string' ? key : key.key });
      for (const word of words) this.#add(typeof word === 'string' ? { text: word } : word);
    }
    // Their words alone say nothing, like those of a class that is named for a parameter.
    for (const symbol of api?.relatives(classes) ?? [])
      this.#addName({ symbol, kind: 'class', shows: 'parameter' });
    this.#scan = new PhraseScan([...this.#numbers.keys()]);
    this.#settled = new Uint32Array(this.#numbers.size);
  }

  /**
   * A last name of one word, `Trainer`, says nothing without its package, one of general use nothing without its words,
   * and a function that has a card for its keyword only, nothing without that.
   */
  #addName(named: ConceptName): void {
    const { symbol, method, near, shows, roles } = named;
    const name = method ?? lastName(symbol);
    const any = this.#phrases(name);
    for (const phrase of any) this.#addSpelling(phrase, name);
    const beside = near ? [near] : [];
    const inside = /^(?:py:[^.]+|js:(?:@[^/]+\/)?[^/.]+)(?=[./]\w)/.exec(symbol)?.[0];
    if (splitWords(name).length === 1 && inside !== undefined)
      beside.push(packagesShowing(inside).map((other) => other.slice('py:'.length)));
    else if (isCommonAlone(name)) return;
    else if (!/^(?:py|js):/.test(symbol) || ruleOf(named)) for (const phrase of any) this.#words.add(phrase);
    const [shown] = Object.values(roles ?? {});
    if (shows === 'parameter' && shown?.keyword !== undefined && (shown.position ?? null) === null)
      beside.push([shown.keyword]);
    this.#addRule(any, 1, beside);
  }

  #addSpelling(phrase: number, name: string): void {
    const names = this.#symbols.get(phrase);
    const bare = name.replace(/^[_$]+/, '');
    if (!/^[\w$]+$/.test(name)) this.#symbols.set(phrase, new Set());
    else if (!names) this.#symbols.set(phrase, new Set([bare]));
    else if (names.size > 0) names.add(bare);
  }

  #add(rule: WordRule): void {
    const beside = [rule.inside, rule.near].filter((group) => group !== undefined);
    const least = rule.anyOf ? (rule.atLeast ?? 1) : 1;
    const texts = rule.anyOf ?? (rule.text === undefined ? [] : [rule.text]);
    const isConditional = beside.length > 0 || least > 1;
    const any = texts
      .filter((text) => isConditional || !isCommonAlone(text))
      .flatMap((text) => this.#phrases(text));
    for (const phrase of any) this.#words.add(phrase);
    this.#addRule(any, least, beside);
  }

  #addRule(any: readonly number[], least: number, beside: readonly (readonly string[])[]): void {
    const groups = beside.map((texts) => texts.flatMap((text) => this.#phrases(text)));
    if (groups.length > 0 || least > 1) this.#addClue({ any, least, beside: groups });
    else for (const phrase of any.filter((one) => one !== anywhere)) this.#enough.add(phrase);
  }

  #addClue(clue: Clue): void {
    for (const phrase of clue.any) {
      const known = this.#clues.get(phrase);
      if (known) known.push(clue);
      else this.#clues.set(phrase, [clue]);
    }
  }

  /** The numbers of a phrase's spellings. */
  #phrases(text: string): number[] {
    const words = splitWords(text).filter((word) => /^[a-z0-9]+$/.test(word));
    if (words.length === 0) this.#isBlind ||= text !== '';
    if (words.length === 0) return [];
    return spellings(words).map((spelling) => {
      if (spelling.length < 2) return anywhere;
      const number = this.#numbers.get(spelling) ?? this.#numbers.size;
      this.#numbers.set(spelling, number);
      return number;
    });
  }

  passes(source: string | Uint8Array): boolean {
    if (this.#isBlind) return true;
    const text = typeof source === 'string' ? encoder.encode(source) : source;
    const seen = new Set([anywhere]);
    const named = new Set([anywhere]);
    const round = ++this.#rounds;
    let passes = false;
    this.#scan.scan(text, (phrase, start, end) => {
      if (this.#settled[phrase] === round || !isWhole(text, start, end)) return false;
      seen.add(phrase);
      const isNamed = this.#words.has(phrase) || this.#isSymbol(phrase, text, start);
      if (isNamed || !this.#symbols.has(phrase)) this.#settled[phrase] = round;
      if (!isNamed) return false;
      named.add(phrase);
      passes = this.#enough.has(phrase);
      return passes;
    });
    return passes || [...named].some((phrase) => this.#counts(phrase, seen));
  }

  #isSymbol(phrase: number, text: Uint8Array, start: number): boolean {
    const names = this.#symbols.get(phrase);
    if (names === undefined || names.size === 0) return names !== undefined;
    for (const name of names) if (isIdentifier(text, start, name)) return true;
    return false;
  }

  /** Where names, keys and words of entries stand, in order; nothing where that may be anywhere. */
  mentions(source: string): Mention[] | undefined {
    if (this.#isBlind) return undefined;
    const text = encoder.encode(source);
    const offsets = text.length === source.length ? undefined : offsetsOf(text);
    const found: (Mention & { readonly phrase: number })[] = [];
    const seen = new Set([anywhere]);
    this.#scan.scan(text, (phrase, first, last) => {
      if (!isWhole(text, first, last)) return false;
      seen.add(phrase);
      const isSymbol = this.#isSymbol(phrase, text, first);
      const isWords = this.#words.has(phrase);
      const [start, end] = offsets ? [offsets[first]!, offsets[last]!] : [first, last];
      if (isSymbol || isWords) found.push({ start, end, phrase, isSymbol, isWords });
      return false;
    });
    const counting = new Set([...seen].filter((phrase) => this.#counts(phrase, seen)));
    if (counting.has(anywhere)) return undefined;
    return found
      .filter(({ phrase }) => counting.has(phrase))
      .sort((a, b) => a.start - b.start || a.end - b.end);
  }

  #counts(phrase: number, seen: ReadonlySet<number>): boolean {
    return this.#enough.has(phrase) || (this.#clues.get(phrase)?.some((clue) => holds(clue, seen)) ?? false);
  }
}

function holds({ any, least, beside }: Clue, seen: ReadonlySet<number>): boolean {
  if (!beside.every((group) => group.some((phrase) => seen.has(phrase)))) return false;
  return least === 1 || any.filter((phrase) => seen.has(phrase)).length >= least;
}

/** `LayerNorm` of `py:torch.nn.LayerNorm`; the module itself of `py:langchain_core.*`, with its scope `@langchain/core`. */
function lastName(symbol: string): string {
  const [, path] = /^\w+:(.*?)(?:\.\*)?$/.exec(symbol) ?? [symbol, symbol];
  return path!.startsWith('@') && !path!.includes('.') ? path! : path!.split(/[.:/]/).at(-1)!;
}

function isCommonAlone(text: string): boolean {
  const words = splitWords(text);
  return words.length === 1 && isCommon(words[0]!);
}

/** A phrase written together, with the plurals that words before the last may have; `y` may be `ies` at its end. */
function spellings(words: readonly string[]): string[] {
  let found = [''];
  for (const [i, word] of words.entries()) {
    if (i === words.length - 1) return found.map((before) => before + word.replace(/(?<=..)y$/, ''));
    const forms = i < maxPlurals ? [word, `${word}s`, `${word}es`, word.replace(/y$/, 'ies')] : [word];
    found = found.flatMap((before) => [...new Set(forms)].map((form) => before + form));
  }
  return found;
}

/** What stands inside no phrase: `n, param` are names beside each other. */
const parts = new Uint8Array(256).map((_, code) =>
  /[,;:()<>={}"']/.test(String.fromCharCode(code)) ? 1 : 0,
);

function isWhole(text: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (parts[text[at]!] === 1) return false;
  return true;
}

/** Whether an identifier begins at `start`, but for underscores. @param name without those, ASCII */
function isIdentifier(text: Uint8Array, start: number, name: string): boolean {
  if (!standsAt(text, name, start) || isIdentifierPart(text, start + name.length)) return false;
  const before = String.fromCharCode(text[start - 1] ?? 0);
  return before === '_' || before === '$' || !isIdentifierPart(text, start - 1);
}

/** By each offset of UTF-8 text, and its end, the offset in UTF-16. */
function offsetsOf(text: Uint8Array): Uint32Array {
  const offsets = new Uint32Array(text.length + 1);
  let units = 0;
  for (let at = 0; at < text.length; at++) {
    offsets[at] = units;
    const isLead = (text[at]! & 0xc0) !== 0x80;
    if (isLead) units += text[at]! >= 0xf0 ? 2 : 1;
  }
  offsets[text.length] = units;
  return offsets;
}
