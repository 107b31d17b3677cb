/** The entries, and which of them a place in code is about. Knows nothing of files or editors. */
import type { Api } from '../resolver/api-table';
import type { Analysis, Mention, Site, Sought, SymbolId } from '../resolver/site';
import { evaluate } from '../util/expression';
import type { Candidate } from './candidate';
import type { Entry } from './entry';
import type { Match, RoleValue } from './match';
import { SymbolIndex, type NameOf } from './symbol-index';
import { Prefilter } from './prefilter';
import { argumentCandidates, isNamedFromAfar, symbolCandidates } from './symbol-match';
import { SymbolNames } from './symbol-names';
import { fileHas } from './word-context';
import { WordIndex } from './word-index';
import { isSpelled, keyCandidates, wordCandidates } from './word-match';

export interface Catalog {
  readonly size: number;
  entry(id: string): Entry | undefined;
  entries(): Iterable<Entry>;
  /** Entries that know a symbol itself, each with its name of it. */
  named(symbol: SymbolId): readonly NameOf[];
  /** Whether a text can hold such a site: quick, and `false` only where nothing in it names a concept. */
  mayHold(text: string | Uint8Array): boolean;
  /** Where the names, keys and words of entries stand in a text; nothing where that may be anywhere. */
  mentions(text: string): readonly Mention[] | undefined;
  /** The symbols that entries have a name for, be it that of a base class or module. */
  readonly sought: Sought;
  /** The one concept that a site is about, or nothing where none or more than one comes into question. */
  lookup(site: Site, analysis: Analysis): Match | undefined;
}

/**
 * Of entries with the same id the last counts. What a look-up needs is built when it is first needed. `api` tells what
 * packages say of their symbols, or nothing as long as that has not been read.
 */
export function createCatalog(
  entries: readonly Entry[],
  api: () => Api | undefined = () => undefined,
): Catalog {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  let symbolIndex: SymbolIndex | undefined;
  let symbolNames: SymbolNames | undefined;
  let wordIndex: WordIndex | undefined;
  let prefilter: Prefilter | undefined;
  const symbols = () => (symbolIndex ??= new SymbolIndex(byId.values()));
  const words = () => (wordIndex ??= new WordIndex(byId.values()));
  const filter = () => (prefilter ??= new Prefilter(byId.values(), api()));
  const names = () => (symbolNames ??= new SymbolNames(symbols(), api));

  /** Candidates by one way after the other, the surest first. */
  function* ways(site: Site, analysis: Analysis): Iterable<() => Candidate[]> {
    const bySymbol = () => inTheirField(symbolCandidates(names(), site, analysis), site, analysis);
    const byArgument = () => inTheirField(argumentCandidates(names(), site), site, analysis);
    const byKey = () => keyCandidates(words(), symbols(), site, analysis);
    const byWords = (known?: readonly Candidate[]) =>
      wordCandidates(words(), symbols(), site, analysis, known);
    if (isNamedFromAfar(names(), site) && isSpelled(words(), site)) yield () => byWords(bySymbol());
    yield bySymbol;
    yield byArgument;
    yield () => byKey().filter((candidate) => tells(candidate, site));
    yield () => byWords().filter((candidate) => tells(candidate, site));
  }

  return {
    size: byId.size,
    entry: (id) => byId.get(id),
    entries: () => byId.values(),
    named: (symbol) => {
      const found = names().find(symbol);
      return found.heir ? [] : found.names;
    },
    mayHold: (text) => filter().passes(text),
    mentions: (text) => filter().mentions(text),
    sought: {
      isKnown: (symbol) => names().find(symbol).names.length > 0,
      takes: (symbol) =>
        names()
          .find(symbol)
          .names.some(({ name }) => name.roles !== undefined),
      isKeyword: (name) => symbols().keywords.has(name),
    },
    lookup(site, analysis) {
      if (/^_+$/.test(site.text)) return undefined;
      for (const way of ways(site, analysis)) {
        const candidates = way();
        if (candidates.length === 0) continue;
        const chosen = choose(decideByValue(candidates, byId));
        return chosen && toMatch(chosen, site);
      }
      return undefined;
    },
  };
}

/**
 * Whether a candidate by the name of a value has something to say of the value: which role it plays. Of `True` and
 * `None` the name says enough.
 */
function tells({ role }: Candidate, { place, value }: Site): boolean {
  if (place !== 'value' || value === undefined) return true;
  if (typeof value.value === 'boolean' || value.value === null) return false;
  return role !== undefined || typeof value.value === 'string';
}

/**
 * Applies `meaning`: where the value says that another concept is meant, that one takes the place; where it says
 * the opposite, the other one is out.
 */
function decideByValue(
  candidates: readonly Candidate[],
  byId: ReadonlyMap<string, Entry>,
): readonly Candidate[] {
  const decided = new Set<Candidate>();
  const replaced: Candidate[] = [];
  for (const candidate of candidates) {
    const value = (role: string) => {
      const known = candidate.values.get(role);
      return known?.from === 'concept' ? undefined : known?.value;
    };
    for (const { when, concept } of candidate.entry.meaning ?? []) {
      const applies = evaluate(when, { value });
      const other = byId.get(concept);
      if (!other || typeof applies !== 'boolean') continue;
      const rivals = candidates.filter((rival) => rival.entry === other);
      for (const loser of applies ? [candidate] : rivals) decided.add(loser);
      if (applies && rivals.length === 0) replaced.push(inOther(candidate, other));
    }
  }
  return [...candidates.filter((candidate) => !decided.has(candidate)), ...replaced];
}

/** Without the APIs of general use in a file that has none of the words that they need. */
function inTheirField(candidates: readonly Candidate[], site: Site, { document }: Analysis): Candidate[] {
  return candidates.filter(({ name }) => !name?.near || fileHas(name.near, site, document.text));
}

/** The same place, told by another entry: by its own name of the symbol where it has one. */
function inOther(candidate: Candidate, entry: Entry): Candidate {
  const name = entry.names?.find(({ symbol }) => symbol === candidate.name?.symbol) ?? candidate.name;
  return name ? { ...candidate, entry, name } : { ...candidate, entry };
}

/** The one of the highest rank; nothing where two entries share it. An entry may come twice, by two of its names. */
function choose(candidates: readonly Candidate[]): Candidate | undefined {
  const highest = Math.max(...candidates.map((candidate) => candidate.rank));
  const [first, ...rest] = candidates.filter((candidate) => candidate.rank === highest);
  return rest.every((other) => other.entry === first?.entry) ? first : undefined;
}

function toMatch({ entry, kind, confidence, values, symbol, name, role }: Candidate, site: Site): Match {
  return {
    entry,
    site,
    kind,
    confidence,
    ...(symbol !== undefined && { symbol }),
    ...(name && { name }),
    ...(role !== undefined && { role }),
    values: Object.fromEntries(values) as Record<string, RoleValue>,
  };
}
