/** What the fields of a concept are, by the entries about it. */
import type { ConceptFields } from '../catalog/schema.generated';
import { isCommon, splitWords } from '../util/words';
import { guessCategory } from './category';
import type { Digest } from './digest';
import { keyOf } from './digest';
import type { Article } from './article';
import type { Report } from './entry';
import { titleOf } from './merge';
import { plainText } from './text';

const longestSummary = 140;
const longestTitle = 80;
const mostWords = 12;

export interface Surroundings {
  /** Concepts of the import and built-in ones that the text names, without the concept itself. */
  readonly related: readonly string[];
  readonly report: Report;
}

/** The front matter of a draft; always fits the schema. */
export function fieldsOf(
  entries: readonly Digest[],
  article: Article,
  { related, report }: Surroundings,
): ConceptFields {
  const [first] = entries as [Digest];
  const title = clip(plainText(titleOf(first)), longestTitle).padEnd(2, '·');
  const { category, isBlind } = guessCategory([
    entries.map((entry) => entry.category ?? '').join(' '),
    entries.flatMap((entry) => [entry.term, ...entry.aliases, ...entry.keywords]).join(' '),
    article.opening.slice(0, 400),
  ]);
  if (isBlind)
    report(
      first.line,
      'category',
      `No category resembles '${plainText(first.category ?? '')}': '${category}' was put in.`,
    );
  const words = wordsOf(entries, title);
  return {
    title,
    category,
    summary: summaryOf(article.opening, title),
    ...(article.formula !== undefined && { formula: article.formula }),
    ...(article.names.length > 0 && { names: article.names.map(({ symbol, kind }) => ({ symbol, kind })) }),
    ...(words.length > 0 && { words }),
    ...(related.length > 0 && { related: [...related] }),
    draft: true,
  };
}

/** The names of the entries as phrases; a single word that means much else is left out. */
function wordsOf(entries: readonly Digest[], title: string): string[] {
  const phrases = new Map<string, string>();
  for (const phrase of [
    title,
    ...entries.flatMap((entry) => [...(titleOf(entry) === title ? [entry.term] : []), ...entry.aliases]),
  ]) {
    const text = plainText(phrase).toLowerCase();
    const parts = splitWords(text);
    if (parts.length === 0 || parts.length > 8 || (parts.length === 1 && isCommon(parts[0]!))) continue;
    if (!phrases.has(keyOf(text))) phrases.set(keyOf(text), text);
  }
  return [...phrases.values()].slice(0, mostWords);
}

/** The first sentence of the text, without the name and the "is a" before it. */
function summaryOf(opening: string, title: string): string {
  const text = plainText(opening.replace(/\*\*/g, ''));
  const said =
    /\s(?:is|are|refers to|determines)\s(?:an?\s|the\s)?(.+)/.exec(text.slice(0, 600))?.[1] ?? text;
  const sentence = said.split(/(?<=[a-z)\]])\.(?:\s|$)|\s[—–-]\s/)[0]!.trim();
  const capital = sentence.replace(/^\p{Ll}/u, (letter) => letter.toUpperCase());
  const summary = clip(capital === '' ? title : capital, longestSummary - 1);
  const ended = /[.!?…]$/.test(summary) ? summary : `${summary}.`;
  return ended.length >= 10 ? ended : `${ended} No definition was found.`;
}

/** Cut at a word, with an ellipsis. Counts code points. */
function clip(text: string, most: number): string {
  const points = [...text];
  if (points.length <= most) return text;
  const cut = points.slice(0, most - 1).join('');
  return `${cut.replace(/\s+\S*$/, '') || cut}…`;
}
