/** Which entries are about one concept, and why; which look alike and are kept apart, and why. */
import { compact } from '../util/words';
import { keyOf, keyWords, looseKey, ownTitle, type Digest } from './digest';
import { quote, type Report } from './entry';
import { initials, stem } from './headings';

export interface Merge {
  /** 1-based line of the entry that was merged into the one at `into`. */
  readonly line: number;
  readonly into: number;
  readonly why: string;
}

export interface Grouping {
  /** Indices of entries, in the order of the text; the groups in the order of their first entries. */
  readonly groups: readonly (readonly number[])[];
  readonly merges: readonly Merge[];
}

/** Groups the entries. Time grows with their number, not with its square. */
export function group(entries: readonly Digest[], report: Report): Grouping {
  const parent = entries.map((_, i) => i);
  const merges: Merge[] = [];
  const rootOf = (i: number): number => {
    while (parent[i] !== i) i = parent[i] = parent[parent[i]!]!;
    return i;
  };
  const join = (a: Digest, b: Digest, why: string): void => {
    const [first, later] = a.index < b.index ? [a, b] : [b, a];
    const [x, y] = [rootOf(first.index), rootOf(later.index)];
    if (x === y) return;
    parent[Math.max(x, y)] = Math.min(x, y);
    merges.push({ line: later.line, into: entries[Math.min(x, y)]!.line, why });
  };
  const byKey = new Map<string, Digest>();
  const byLoose = new Map<string, Digest>();
  for (const entry of entries) {
    if (speaksOfOther(entry, report)) continue;
    const key = keyOf(entry.term);
    const same = byKey.get(key);
    if (same) join(same, entry, sameWhy(same, entry));
    else byKey.set(key, entry);
    const loose = looseKey(entry.term);
    const alike = byLoose.get(loose);
    if (!alike) byLoose.set(loose, entry);
    else if (!same && [alike, entry].some((one) => one.isMethod && keyOf(one.term) === loose))
      join(
        alike,
        entry,
        `${quote(entry.term)} and ${quote(alike.term)} differ in a word that says only what kind of thing it is`,
      );
  }
  joinAliases(entries, byKey, join);
  keptApart(entries, byKey, (a, b) => rootOf(a.index) === rootOf(b.index), report);
  const groups = new Map<number, number[]>();
  for (const { index } of entries) {
    const root = rootOf(index);
    const members = groups.get(root);
    if (members) members.push(index);
    else groups.set(root, [index]);
  }
  return { groups: [...groups.values()], merges };
}

function sameWhy(a: Digest, b: Digest): string {
  return a.term.toLowerCase() === b.term.toLowerCase()
    ? `both are called ${quote(a.term)}`
    : `${quote(b.term)} and ${quote(a.term)} differ in spelling or number only`;
}

/** An entry whose text has a title of its own, with no word of the heading in it, is about something else. */
function speaksOfOther(entry: Digest, report: Report): boolean {
  const title = ownTitle(entry);
  if (title === undefined) return false;
  const words = new Set(keyWords(entry.term).map(stem));
  const isOther =
    !keyWords(title).some((word) => words.has(stem(word))) && initials(entry.term) !== keyOf(title);
  if (isOther)
    report(
      entry.line,
      'apart',
      `The heading says ${quote(entry.term)}, the text below is about ${quote(title)}: kept apart under that name.`,
    );
  return isOther;
}

/** The name under which an entry becomes a concept. */
export function titleOf(entry: Digest): string {
  const quiet: Report = () => {};
  if (speaksOfOther(entry, quiet)) return ownTitle(entry)!;
  const written = entry.bodyName?.replace(/\s*\([^)]*\)/g, '').trim();
  if (
    written &&
    keyOf(written) === keyOf(entry.term) &&
    /^\p{L}[\p{L}\p{N} +./-]*$/u.test(written) &&
    /[A-Z]/.test(written)
  )
    return written;
  return entry.term.replace(/^\p{Ll}(?=\p{Ll})/u, (letter) => letter.toUpperCase());
}

function joinAliases(
  entries: readonly Digest[],
  byKey: ReadonlyMap<string, Digest>,
  join: (a: Digest, b: Digest, why: string) => void,
): void {
  for (const entry of entries)
    for (const alias of entry.aliases) {
      const other = byKey.get(keyOf(alias));
      if (!other || other === entry || keyOf(other.term) === keyOf(entry.term)) continue;
      const isAcronym = initials(entry.term) === keyOf(alias) || initials(alias) === keyOf(entry.term);
      join(
        entry,
        other,
        isAcronym
          ? `${quote(alias)} is the short form of ${quote(entry.term)}`
          : `the entry ${quote(entry.term)} calls itself ${quote(alias)} too`,
      );
    }
}

/** Pairs that a reader would ask about. */
function keptApart(
  entries: readonly Digest[],
  byKey: ReadonlyMap<string, Digest>,
  isOne: (a: Digest, b: Digest) => boolean,
  report: Report,
): void {
  const byInitials = new Map<string, Digest>();
  for (const entry of entries) {
    const words = keyWords(entry.term);
    const near = (words.length > 2 ? [words.slice(1), words.slice(0, -1)] : []).map(compact);
    const told = new Set<Digest>();
    const tell = (other: Digest | undefined, why: string): void => {
      if (!other || other === entry || told.has(other) || isOne(entry, other)) return;
      told.add(other);
      report(
        entry.line,
        'apart',
        `${quote(entry.term)} and ${quote(other.term)} (line ${other.line}) are kept apart: ${why}.`,
      );
    };
    for (const key of near) tell(byKey.get(key), 'the longer name says something more special');
    for (const keyword of entry.keywords)
      tell(byKey.get(keyOf(keyword)), 'the one lists the other as a keyword, not as another name');
    const short = initials(entry.term);
    const alike = short.length > 2 ? byInitials.get(short) : undefined;
    if (alike && keyOf(alike.term) !== keyOf(entry.term)) tell(alike, 'they share the short form only');
    else if (!alike) byInitials.set(short, entry);
  }
}
