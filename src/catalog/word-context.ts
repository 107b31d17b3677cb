/** Where a phrase stands: what its conditions (`inside`, `near`, `unless`, `scope`, `never`) are tested against. */
import type { Analysis, Site, SourceDocument } from '../resolver/site';
import type { Range } from '../util/range';
import { splitWords } from '../util/words';
import type { WordRule } from './schema.generated';
import type { PhraseRule } from './word-index';

/** Longer scopes are searched only in this many characters around the site. */
const maxScope = 1_000_000;
const maxFunctionLines = 400;
/** Where no function is around, so many lines before stand for one. */
const maxLinesBefore = 20;
const maxProse = 160;

/** True where `phrase` is a run of `words`. */
export function hasRun(words: readonly string[], phrase: readonly string[]): boolean {
  if (phrase.length === 0) return false;
  return words.some((_, start) => phrase.every((word, i) => words[start + i] === word));
}

/**
 * What parts phrases: any mark but blanks, `+`, `&` and the stars, ticks and brackets of Markdown; of hyphens those
 * that stand alone or in pairs.
 */
const breaks = /[^\p{L}\p{M}\p{N}\s_+&*`[\]\u2010-\u2013-]|(?<=\s)[\u2010-\u2013-]+(?=\s)|--/u;

/** The words of one line around a site in prose, and which of them are the site's own. */
export function proseAround(site: Site, text: string): { words: string[]; start: number; length: number } {
  const lineStart = text.lastIndexOf('\n', site.range.start - 1) + 1;
  const lineEnd = text.indexOf('\n', site.range.end);
  const from = Math.max(lineStart, site.range.start - maxProse);
  const to = Math.min(lineEnd < 0 ? text.length : lineEnd, site.range.end + maxProse);
  const before = splitWords(text.slice(from, site.range.start).split(breaks).at(-1)!.slice(-80));
  const own = splitWords(site.text);
  const after = splitWords(text.slice(site.range.end, to).split(breaks)[0]!.slice(0, 80));
  return { words: [...before, ...own, ...after], start: before.length, length: own.length };
}

/** What is known of the packages that a document names: a search through all of it. */
const packagesOf = new WeakMap<SourceDocument, Map<string, boolean>>();

/** Whether a file names one of some packages, or lies in its folder. */
function isOfPackage(packages: readonly string[], { document }: Analysis): boolean {
  const known = packagesOf.get(document) ?? new Map<string, boolean>();
  packagesOf.set(document, known);
  return packages.some((name) => {
    let found = known.get(name);
    found ??= document.uri.includes(`/${name}/`) || occursIn(document.text, whole(document.text), name);
    known.set(name, found);
    return found;
  });
}

function whole(text: string): Range {
  return { start: 0, end: Math.min(text.length, maxScope) };
}

/** Whether the conditions of a rule hold at a site. */
export function conditionsHold(rule: PhraseRule, site: Site, analysis: Analysis): boolean {
  if (rule.packages && !isOfPackage(rule.packages, analysis)) return false;
  if (rule.inside && !isInside(rule.inside, site)) return false;
  const { text } = analysis.document;
  if (rule.unless && fileHas(rule.unless, site, text)) return false;
  const scope = () => scopeOf(rule.scope ?? 'statement', site, text);
  if (rule.near && !rule.near.some((phrase) => occursIn(text, scope(), phrase, site.range))) return false;
  const needed = rule.atLeast ?? 1;
  if (needed < 2 || !rule.anyOf) return true;
  const range = scopeOf(rule.scope ?? 'file', site, text);
  let found = 0;
  for (const phrase of rule.anyOf) if (occursIn(text, range, phrase) && ++found >= needed) return true;
  return false;
}

/** Whether one of the phrases stands in the file, or in what of a long one lies around the site. */
export function fileHas(phrases: readonly string[], site: Site, text: string): boolean {
  const range = scopeOf('file', site, text);
  return phrases.some((phrase) => occursIn(text, range, phrase));
}

function isInside(phrases: readonly string[], site: Site): boolean {
  const names = site.inside.map(splitWords);
  return phrases.some((phrase) => names.some((name) => hasRun(name, splitWords(phrase))));
}

/** `never`: a phrase that stands in the words themselves, or in a name around them. */
export function isForbidden(
  never: readonly string[] | undefined,
  words: readonly string[],
  site: Site,
): boolean {
  if (!never || never.length === 0) return false;
  const sequences = [words, ...site.inside.map(splitWords)];
  return never.some((phrase) => {
    const wanted = splitWords(phrase);
    return sequences.some((sequence) => hasRun(sequence, wanted));
  });
}

function scopeOf(scope: NonNullable<WordRule['scope']>, site: Site, text: string): Range {
  if (scope === 'statement') return site.statement;
  if (scope === 'function') return functionAround(text, site.range.start);
  return {
    start: Math.max(0, site.range.start - maxScope / 2),
    end: Math.min(text.length, site.range.end + maxScope / 2),
  };
}

/** Whether a phrase stands in a span, in any spelling (`burn in`, `burn_in`, `burnIn`, `burn-in`), outside `except`. */
export function occursIn(text: string, { start, end }: Range, phrase: string, except?: Range): boolean {
  const words = splitWords(phrase);
  if (words.length === 0) return false;
  const pattern = new RegExp(words.join('s?[\\s_/-]{0,3}'), 'gi');
  const span = text.slice(start, end);
  for (const match of span.matchAll(pattern)) {
    const at = start + match.index;
    const isOwn = except !== undefined && at < except.end && at + match[0].length > except.start;
    if (!isOwn && isBorder(text, at) && isWordEnd(text, at + match[0].length)) return true;
  }
  return false;
}

/** A word begins at `at`: behind no letter, or with a capital behind a small one. */
function isBorder(text: string, at: number): boolean {
  const before = text[at - 1];
  return (
    before === undefined ||
    !/\p{L}/u.test(before) ||
    (/\p{Ll}/u.test(before) && /\p{Lu}/u.test(text[at] ?? ''))
  );
}

/** A word ends before `end`; a plural s belongs to it. */
function isWordEnd(text: string, end: number): boolean {
  return (
    isBorder(text, end) || !/\p{L}/u.test(text[end] ?? '') || (text[end] === 's' && isWordEnd(text, end + 1))
  );
}

/** A parameter list over several lines ends in `) -> int:`, as far out as its `def`. */
const isBlankOrClosing = /^\s*(?:$|[)\]}])/;

/** The lines of the function around an offset, told by their indentation; at the top level the lines before it. */
function functionAround(text: string, offset: number): Range {
  let start = text.lastIndexOf('\n', offset - 1) + 1;
  let indent = indentOf(text, start);
  let isHead = /^\s*(?:export\s+|async\s+)*(?:def|function|class)\b/.test(text.slice(start, offset));
  let near = start;
  for (let i = 0; i < maxFunctionLines && start > 0 && !isHead; i++) {
    const above = text.lastIndexOf('\n', start - 2) + 1;
    const line = text.slice(above, start);
    if (!isBlankOrClosing.test(line) && indentOf(text, above) < indent) {
      indent = indentOf(text, above);
      if (/\b(?:def|function|class)\b|=>/.test(line)) {
        isHead = true;
      }
    }
    start = above;
    if (i < maxLinesBefore) near = above;
  }
  if (!isHead) start = near;
  let end = text.indexOf('\n', offset);
  for (let i = 0; i < maxFunctionLines && end >= 0; i++) {
    const next = text.indexOf('\n', end + 1);
    const line = text.slice(end + 1, next < 0 ? text.length : next);
    if (line.trim() !== '' && indentOf(text, end + 1) <= indent) break;
    end = next;
  }
  return { start, end: end < 0 ? text.length : end };
}

function indentOf(text: string, lineStart: number): number {
  let at = lineStart;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return at - lineStart;
}
