/** The analysis of a YAML, JSON or TOML file: keys, values, and classes that a config names. */
import { overlaps, touches, type Range } from '../../util/range';
import { canonicalSymbol } from '../canonical';
import { fieldOf } from '../packages';
import type { Analysis, Argument, Call, Import, Literal, Mention, Site, SourceDocument } from '../site';
import { wordAt, wordsIn } from '../words';
import { blankComments, commentAt } from './comments';
import type { Entry } from './entries';
import { isTooDeep } from './nesting';
import { tomlEntries } from './toml';
import { yamlEntries } from './yaml';

export type ConfigFormat = 'yaml' | 'json' | 'toml';

/** A key or a scalar value. */
interface Mark {
  readonly range: Range;
  readonly entry: Entry;
  /** Absent for the key itself. */
  readonly scalar?: Literal;
  readonly inside: readonly string[];
  readonly call?: Call;
}

/** Keys that name a class (Hydra, Lightning, latent-diffusion) and, where the arguments stand apart, the key that holds them. */
const classKeys: ReadonlyMap<string, string | undefined> = new Map([
  ['_target_', undefined],
  ['class_path', 'init_args'],
  ['target', 'params'],
]);

export class ConfigAnalysis implements Analysis {
  readonly imports: readonly Import[] = [];
  #marks: readonly Mark[] | undefined;
  #broken = false;

  constructor(
    readonly document: SourceDocument,
    private readonly format: ConfigFormat,
  ) {}

  get parsed(): boolean {
    this.#read();
    return !this.#broken;
  }

  /** A config imports nothing, but may name classes of a package. */
  get has(): Analysis['has'] {
    const fields = new Set(this.#read().map(({ call }) => fieldOf(call?.callee.symbol ?? '')));
    return { ml: fields.has('ml'), numeric: fields.has('numeric') || fields.has('ml') };
  }

  #read(): readonly Mark[] {
    if (!this.#marks) {
      try {
        this.#broken = isTooDeep(this.document.text);
        const entries = this.#broken ? [] : this.#entries();
        this.#marks = marksOf(entries, [], undefined).sort((a, b) => a.range.start - b.range.start);
      } catch {
        this.#broken = true;
        this.#marks = [];
      }
    }
    return this.#marks;
  }

  #entries(): Entry[] {
    const { text } = this.document;
    if (this.format === 'toml') return tomlEntries(text);
    return yamlEntries(this.format === 'json' ? blankComments(text) : text);
  }

  siteAt(offset: number): Site | undefined {
    const { text } = this.document;
    if (!(offset >= 0) || offset > text.length) return undefined;
    const marks = this.#read();
    for (let i = lastStartingAt(marks, offset); i >= 0 && i >= lastStartingAt(marks, offset) - 1; i--) {
      const mark = marks[i]!;
      if (touches(mark.range, offset)) return this.#site(mark, offset);
    }
    const comment = commentAt(text, offset, this.format);
    const range = comment && wordAt(text, offset, comment);
    return range && comment
      ? { range, text: text.slice(range.start, range.end), place: 'comment', inside: [], statement: comment }
      : undefined;
  }

  #site({ range, entry, scalar, inside, call }: Mark, offset: number): Site | undefined {
    const { text } = this.document;
    const common = { inside, statement: entry.range };
    const name = { text: entry.key, range: entry.keyRange };
    const argument = call?.args.find((candidate) => candidate.nameRange?.start === entry.keyRange.start);
    if (!scalar) {
      return { range, text: name.text, place: 'key', ...common, call, argument, value: entry.literal };
    }
    if (typeof scalar.value === 'string' && /\s/.test(scalar.value)) {
      const word = wordAt(text, offset, range);
      return word && { range: word, text: text.slice(word.start, word.end), place: 'string', ...common };
    }
    const names =
      call?.callee.range.start === range.start ? { symbol: call.callee.symbol, via: 'import' as const } : {};
    return {
      range,
      text: scalar.text,
      place: 'value',
      ...common,
      ...names,
      call,
      argument,
      value: scalar,
      name,
    };
  }

  *sites(within: Range = { start: 0, end: this.document.text.length }): Generator<Site> {
    for (const mark of this.#read()) {
      if (mark.range.end <= within.start || mark.range.start >= within.end) continue;
      const several = typeof mark.scalar?.value === 'string' && /\s/.test(mark.scalar.value);
      const starts = several
        ? [...wordsIn(this.document.text, mark.range)].map((word) => word.start)
        : [mark.range.start];
      for (const start of starts) {
        const site = this.#site(mark, start);
        if (site) yield site;
      }
    }
  }

  /** What a key or class has a say in stands under that key. */
  *sitesFrom(mentions: readonly Mention[]): Generator<Site> {
    const holds = (range: Range): boolean => mentions.some((mention) => overlaps(mention, range));
    for (const site of this.sites())
      if (site.call !== undefined || holds(site.range) || (site.name && holds(site.name.range))) yield site;
  }
}

/** Index of the last mark that starts at or before an offset. */
function lastStartingAt(marks: readonly Mark[], offset: number): number {
  let low = -1;
  let high = marks.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (marks[middle]!.range.start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

function marksOf(entries: readonly Entry[], inside: readonly string[], outer: Call | undefined): Mark[] {
  const call = callOf(entries) ?? outer;
  return entries.flatMap((entry) => {
    const values = entry.scalars.map((scalar) => ({ range: scalar.range, entry, scalar, inside, call }));
    const held = call && [...classKeys.values()].includes(entry.key) ? call : undefined;
    return [
      { range: entry.keyRange, entry, inside, call },
      ...values,
      ...marksOf(entry.children, [entry.key, ...inside], held),
    ];
  });
}

/** `{_target_: torch.nn.LayerNorm, eps: 1e-6}` is a call. */
function callOf(entries: readonly Entry[]): Call | undefined {
  const target = entries.find(({ key, literal }) => classKeys.has(key) && typeof literal?.value === 'string');
  const path = target?.literal?.value as string | undefined;
  if (!target?.literal || !path || !/^[A-Za-z_]\w*(?:\.\w+){1,20}$/.test(path)) return undefined;
  const holder = classKeys.get(target.key);
  const given = holder === undefined ? entries : (entries.find(({ key }) => key === holder)?.children ?? []);
  const args = given.flatMap((entry): Argument[] => {
    if (entry === target || /^_\w+_$/.test(entry.key)) return [];
    const valueRange = entry.valueRange ?? entry.keyRange;
    return [
      {
        keyword: entry.key,
        range: entry.range,
        nameRange: entry.keyRange,
        valueRange,
        literal: entry.literal,
      },
    ];
  });
  const name = path.slice(path.lastIndexOf('.') + 1);
  const { range } = target.literal;
  return {
    callee: { text: name, range, symbol: canonicalSymbol(`py:${path}`) },
    args,
    open: false,
    range: { start: target.range.start, end: Math.max(...entries.map((entry) => entry.range.end)) },
  };
}
