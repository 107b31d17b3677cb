/** What is kept of every entry while the whole text is read: enough to merge, little enough for 100,000 of them. */
import { compact, splitWords } from '../util/words';
import { initials, stem } from './headings';
import { own, type RawEntry } from './entry';

export interface Digest {
  readonly index: number;
  readonly line: number;
  readonly term: string;
  /** What the text below the heading calls it, as it is written there. */
  readonly bodyName: string | undefined;
  readonly category: string | undefined;
  /** Other names of the same thing. */
  readonly aliases: readonly string[];
  /** Parts of the heading that stand beside the term but do not name it. */
  readonly keywords: readonly string[];
  /** The text says that it is a model, method, technique, algorithm or approach. */
  readonly isMethod: boolean;
  /** `length` of the body, in UTF-16 units. */
  readonly length: number;
}

const generic = new Set(['model', 'method', 'technique', 'algorithm', 'approach']);

const method =
  /^.{0,100}\b(?:is|are)\b[^.]{0,60}\b(?:models?|methods?|techniques?|algorithms?|approach(?:es)?)\b/i;

/** Spelling, plural and hyphens make no difference: `Latent ODEs` and `latent-ode` have one key. */
export function keyOf(phrase: string): string {
  return compact(keyWords(phrase));
}

/** The words of a phrase without what stands in brackets. */
export function keyWords(phrase: string): readonly string[] {
  const plain = splitWords(phrase.replace(/\([^)]*\)/g, ' ').replace(/\b([a-z]) (?=[a-z]\b)/gi, '$1'));
  return plain.length > 0 ? plain : splitWords(phrase);
}

/** The key without a last word that says only what kind of thing it is: `latent diffusion models`. */
export function looseKey(phrase: string): string {
  const words = keyWords(phrase);
  return words.length > 2 && generic.has(words.at(-1)!) ? compact(words.slice(0, -1)) : compact(words);
}

export function digestOf(entry: RawEntry, index: number): Digest {
  const opening = entry.body.find((line) => line.trim() !== '')?.slice(0, 300) ?? '';
  const names = namesIn(entry.term, opening);
  const isAlias = (part: string) => isOtherName(entry.term, part, names);
  const given = [...bracketed(entry.term), ...entry.aliases];
  const aliases = [...given.filter(isAlias), ...names.filter((name) => initials(entry.term) === keyOf(name))];
  const key = keyOf(entry.term);
  return {
    index,
    line: entry.line,
    term: own(withoutBrackets(entry.term)),
    bodyName: boldName(opening),
    category: entry.category === undefined ? undefined : own(entry.category),
    aliases: unique(aliases.filter((alias) => keyOf(alias) !== key)),
    keywords: unique(given.filter((part) => !isAlias(part))),
    isMethod: method.test(opening),
    length: entry.body.reduce((sum, line) => sum + line.length + 1, 0),
  };
}

function unique(texts: readonly string[]): readonly string[] {
  const byKey = new Map(texts.map((text) => [text.toLowerCase(), own(text)]));
  return byKey.size === 0 ? none : [...byKey.values()];
}

const none: readonly string[] = [];

function withoutBrackets(term: string): string {
  return term.replace(/\s*\([^)]*\)/g, '').trim() || term;
}

function bracketed(text: string): string[] {
  return [...text.matchAll(/\(([^()]{2,80})\)/g)].map((found) => found[1]!.trim());
}

/** `**Label Propagation (LPA)** is …` gives `Label Propagation (LPA)`. */
function boldName(opening: string): string | undefined {
  const found = /^\s*\*\*(.{2,80}?)\*\*(.*)/.exec(opening);
  const name = found?.[1]?.replace(/[?:$*]+/g, '').trim();
  if (!name || /\s(?:is|are|determines|provides)$/.test(name)) return undefined;
  return own(found![2]!.trim() === '' ? name : `${name} `);
}

/** A bold line alone at the top is a title that the text gives itself. */
export function ownTitle({ bodyName }: Digest): string | undefined {
  return bodyName !== undefined && !bodyName.endsWith(' ') ? bodyName : undefined;
}

/** Names that the opening gives to the thing itself: in brackets behind it, bold at the start, or "also known as". */
function namesIn(term: string, opening: string): string[] {
  const plain = opening.replace(/\*\*|[_`$]/g, '');
  const first = /^\s*([^(]{1,80}?)\s*\(([^()]{2,60})\)/.exec(plain);
  const known = /(?:also (?:known as|called)|or simply)\s+["“]?([\p{L}\p{N} -]{2,50})/iu.exec(plain)?.[1];
  const isAbout =
    first &&
    ([first[1]!, first[2]!].some((name) => keyOf(name) === keyOf(term)) ||
      initials(term) === first[1]!.trim().toLowerCase());
  return [...(isAbout ? [first[2]!.trim(), first[1]!.trim()] : []), ...(known ? [known.trim()] : [])];
}

/** Whether a part of the heading names the same thing: an acronym, a longer wording, or a name that the text confirms. */
function isOtherName(term: string, part: string, names: readonly string[]): boolean {
  const key = keyOf(part);
  if (key === keyOf(term) || names.some((name) => keyOf(name) === key)) return true;
  if (initials(term) === key || initials(part) === keyOf(term)) return key.length > 1;
  if (bracketed(term).includes(part))
    return initials(part).slice(0, 2) === keyOf(term).slice(0, 2) || initials(part).length > 2;
  const stems = new Set(keyWords(part).map(stem));
  const own = keyWords(term);
  return own.length > 1 && own.every((word) => stems.has(stem(word)));
}
