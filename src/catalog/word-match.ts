/** Matches by keys and words: for what does not resolve through imports. */
import type { Analysis, Literal, Site } from '../resolver/site';
import { isCommon, splitWords } from '../util/words';
import { isInAddress } from './address';
import type { Candidate } from './candidate';
import type { Entry } from './entry';
import { isImportedModule } from './import-module';
import type { RoleValue } from './match';
import { roleValues } from './role-values';
import { listed, type SymbolIndex } from './symbol-index';
import { conditionsHold, hasRun, isForbidden, proseAround } from './word-context';
import type { KeyOf, PhraseRule, Run, WordIndex } from './word-index';

/** Documents that hold settings: they import nothing, so a key of several words is enough there. */
const configLanguages: ReadonlySet<string> = new Set(
  'yaml toml json jsonc json5 ini properties dotenv shellscript bat powershell dockerfile makefile plaintext'.split(
    ' ',
  ),
);
/** Languages that entries name functions of, without a resolver. */
const plainLanguages: ReadonlySet<string> = new Set(['r', 'java']);

/** Candidates by key; none of them where the file shows no machine learning and the key does not stand for itself. */
export function keyCandidates(
  index: WordIndex,
  symbols: SymbolIndex,
  site: Site,
  analysis: Analysis,
): Candidate[] {
  if (site.place === 'import' || site.place === 'comment') return [];
  if (site.place === 'string' && !isWholeString(site, analysis)) return [];
  for (const text of spellings(site)) {
    const found = index
      .keys(text)
      .filter((key) => isTrusted(text, analysis) && !isForbidden(key.entry.never, splitWords(text), site));
    if (found.length > 0) return found.map((key) => keyCandidate(key, symbols, text, site, analysis));
  }
  return [];
}

/** `'norm_eps'` alone in its quotes; a word of running text is no key. */
function isWholeString({ range }: Site, { document: { text } }: Analysis): boolean {
  const quote = text[range.start - 1] ?? '';
  return /['"`]/.test(quote) && text[range.end] === quote;
}

/** The texts that may name what stands here: the name that a value is given to, then the site's own. */
function spellings(site: Site): string[] {
  const given = nameOfValue(site) ?? site.argument?.path?.split('.').at(-1);
  if (site.place === 'value') return given === undefined ? [] : [given];
  if (/^[A-Z]+[a-z]/.test(site.text)) return [];
  const isWhole = site.argument !== undefined && site.range.end === site.argument.valueRange.end;
  return given !== undefined && isWhole && site.place === 'reference' ? [site.text, given] : [site.text];
}

/** `add_argument('--smoothing', default=0.1, metavar='S')` gives the name of the flag to its default only. */
function nameOfValue({ name, argument }: Site): string | undefined {
  const isDefault = argument?.keyword === undefined || argument.keyword === 'default';
  return name && isDefault ? name.text : argument?.keyword;
}

function isTrusted(text: string, analysis: Analysis): boolean {
  const { languageId } = analysis.document;
  if (plainLanguages.has(languageId)) return true;
  const isSingle = splitWords(text).length < 2;
  if (isSingle && isCommon(text.toLowerCase())) return false;
  if (analysis.has.ml) return true;
  return configLanguages.has(languageId) && (!isSingle || /^[A-Z_]+$/.test(text));
}

function keyCandidate(
  { entry, role }: KeyOf,
  symbols: SymbolIndex,
  text: string,
  site: Site,
  analysis: Analysis,
): Candidate {
  const command = commandOf(symbols, site, analysis)?.find((found) => found.entry === entry);
  const flagRole = Object.entries(command?.name.roles ?? {}).find(([, api]) => api.keyword === text)?.[0];
  const values = roleValues(entry, undefined, undefined);
  const answered = flagRole ?? role;
  setValue(values, answered, site.value ?? site.argument?.literal);
  const rank = analysis.has.ml || command ? 0.8 : 0.7;
  return { entry, kind: 'key', confidence: rank, rank: 1, values, ...named(command?.name, answered) };
}

function named(name: Candidate['name'], role: string | undefined): Pick<Candidate, 'name' | 'role'> {
  return { ...(name && { name }), ...(role !== undefined && { role }) };
}

function setValue(
  values: Map<string, RoleValue>,
  role: string | undefined,
  literal: Literal | undefined,
): void {
  if (role === undefined) return;
  values.delete(role);
  if (literal) values.set(role, { value: literal.value, from: 'code', literal });
}

/** `cli:` names whose command stands in the statement. */
function commandOf(symbols: SymbolIndex, site: Site, analysis: Analysis) {
  if (analysis.parsed && analysis.document.languageId !== 'shellscript') return undefined;
  const { text } = analysis.document;
  let { start } = site.statement;
  while (start > 1 && /\\\r?\n$/.test(text.slice(Math.max(0, start - 3), start)))
    start = text.lastIndexOf('\n', start - 2) + 1;
  for (const word of text
    .slice(start, site.statement.end)
    .slice(0, 4000)
    .split(/[\s|;&]+/)) {
    const found = symbols.commands.get(word);
    if (found) return listed(found);
  }
  return undefined;
}

const prose: ReadonlySet<Site['place']> = new Set(['comment', 'string']);

/** Candidates by words: the longest phrase that covers the site and whose conditions hold, but of no entry of `known`. */
export function wordCandidates(
  index: WordIndex,
  symbols: SymbolIndex,
  site: Site,
  analysis: Analysis,
  known: readonly Candidate[] = [],
): Candidate[] {
  for (const { words, start, length, isProse, isOwn } of phrasesAt(site, analysis)) {
    const covering = index
      .runs(words)
      .filter((run) => run.start < start + length && run.start + run.length > start);
    if (covering.length === 0) continue;
    if (isImportedModule(site, analysis) || isAddress(site, analysis)) return [];
    const foreign = isOwn ? (site.via === 'base' ? undefined : site.symbol) : site.call?.callee.symbol;
    const isForeign = ({ entry }: Run): boolean => foreign !== undefined && !symbols.isHome(entry, foreign);
    const runs = covering
      .filter(
        (run) =>
          run.phrase.length > 1 || !(isProse || isForeign(run) || isLoose(run, symbols, site, analysis)),
      )
      .filter(({ entry, phrase }) => known.length === 0 || (phrase.length > 1 && !isOf(entry, known)))
      .filter((run) => isNeeded(run, symbols, site, analysis))
      .filter((run) => !isForbidden(run.entry.never, words, site))
      .filter((run) => conditionsHold(run.rule, site, analysis));
    const longest = Math.max(0, ...runs.map(weight));
    const best = runs.filter((run) => weight(run) === longest);
    if (best.length > 0) return best.map((run) => wordCandidate(run, site));
  }
  return [];
}

function isOf(entry: Entry, candidates: readonly Candidate[]): boolean {
  return candidates.some((candidate) => candidate.entry === entry);
}

/** A single word, without any condition, in a language that is not parsed. */
function isLoose({ entry, rule }: Run, symbols: SymbolIndex, site: Site, analysis: Analysis): boolean {
  if (site.place !== 'word' || rule.needs === 'none' || rule.near || rule.inside || rule.anyOf) return false;
  return !commandOf(symbols, site, analysis)?.some((found) => found.entry === entry);
}

function isAddress({ place, range, text, value }: Site, { document }: Analysis): boolean {
  if (place === 'value' && typeof value?.value === 'string')
    return isInAddress(text, { start: 1, end: text.length - 1 });
  return (prose.has(place) || place === 'word') && isInAddress(document.text, range);
}

interface Phrases {
  readonly words: readonly string[];
  /** The part of `words` that the site itself is. */
  readonly start: number;
  readonly length: number;
  readonly isProse: boolean;
  /** The words are the site's own, not those of the argument that it is the value of. */
  readonly isOwn: boolean;
}

function phrasesAt(site: Site, analysis: Analysis): Phrases[] {
  const whole = (text: string, isOwn: boolean, isProse = false): Phrases => {
    const words = splitWords(text);
    return { words, start: 0, length: words.length, isProse, isOwn };
  };
  if (prose.has(site.place))
    return [{ ...proseAround(site, analysis.document.text), isProse: true, isOwn: true }];
  if (site.place === 'value') {
    const given = spellings(site).map((text) => whole(text, site.argument === undefined));
    const isText = typeof site.value?.value === 'string' && site.text.length <= 100;
    const isName = !/\s/.test(site.text);
    const text = site.symbol === undefined ? site.text : site.text.slice(site.text.lastIndexOf('.') + 1);
    return isText ? [...given, whole(text, true, !isName)] : given;
  }
  const own = whole(site.text, site.place !== 'keyword');
  return site.place === 'reference'
    ? [
        own,
        ...spellings(site)
          .slice(1)
          .map((text) => whole(text, false)),
      ]
    : [own];
}

/** Whether the file shows what a rule needs; the command of a `cli:` name of the entry shows it too. */
function isNeeded(run: Run, symbols: SymbolIndex, site: Site, analysis: Analysis): boolean {
  const { entry, rule, phrase } = run;
  const needs = rule.needs ?? 'ml';
  if (isSetting(site, analysis) && phrase.length > 1 && !isConditional(rule)) return true;
  if (needs === 'none' || analysis.has.ml || (needs === 'numeric' && analysis.has.numeric)) return true;
  return commandOf(symbols, site, analysis)?.some((found) => found.entry === entry) ?? false;
}

/** A key or value of a file of settings: it imports nothing, so a term of several words is enough there. */
function isSetting({ place }: Site, { document }: Analysis): boolean {
  return (place === 'key' || place === 'value') && configLanguages.has(document.languageId);
}

function isConditional({ inside, near, anyOf, packages }: PhraseRule): boolean {
  return [inside, near, anyOf, packages].some((condition) => condition !== undefined);
}

/** More words first, then more letters. */
function weight({ phrase }: Run): number {
  return phrase.length * 1000 + phrase.join('').length;
}

function wordCandidate({ entry, rule }: Run, site: Site): Candidate {
  const values = roleValues(entry, undefined, undefined);
  const { role } = rule;
  setValue(values, role, site.value ?? site.argument?.literal);
  return {
    entry,
    kind: 'words',
    confidence: isConditional(rule) ? 0.6 : 0.7,
    rank: 0,
    values,
    ...named(undefined, role),
  };
}

/** True where a site's own words hold a phrase of several words of this entry: it says more than a base class. */
export function isSpelled(index: WordIndex, site: Site): boolean {
  const words = splitWords(site.text);
  return index.runs(words).some(({ phrase }) => phrase.length > 1 && hasRun(words, phrase));
}
