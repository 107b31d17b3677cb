/** An article as sentences, each with its place. */
import MarkdownIt from 'markdown-it';
import type { Entry } from '../../src/catalog/entry';
import { articleOffset } from './content';

export interface Block {
  readonly kind: 'heading' | 'text' | 'table';
  readonly text: string;
  /** Offset in the file. */
  readonly offset: number;
}

export interface Sentence {
  readonly text: string;
  readonly offset: number;
}

const markdown = new MarkdownIt('commonmark', { html: false }).enable('table');

/** Headings, paragraphs and list items, and tables of an article, in order. Code blocks are left out. */
export function blocks(file: string): Block[] {
  const start = articleOffset(file);
  const article = file.slice(start);
  const lineStarts = [0, ...[...article.matchAll(/\n/g)].map((match) => match.index + 1)];
  const found: Block[] = [];
  let inTable = false;
  let inHeading = false;
  for (const token of markdown.parse(article, {})) {
    const [first, end] = token.map ?? [0, 0];
    const offset = start + (lineStarts[first] ?? 0);
    if (token.type === 'table_open') {
      const text = article.slice(lineStarts[first], lineStarts[end] ?? article.length);
      found.push({ kind: 'table', text, offset });
    }
    if (token.type === 'table_open' || token.type === 'table_close') inTable = token.type === 'table_open';
    if (token.type.startsWith('heading')) inHeading = token.type === 'heading_open';
    if (token.type !== 'inline' || inTable) continue;
    const at = Math.max(0, article.indexOf(token.content.split('\n')[0]!, lineStarts[first]));
    found.push({ kind: inHeading ? 'heading' : 'text', text: token.content, offset: start + at });
  }
  return found;
}

const mathOrCode = /\$\$[\s\S]*?\$\$|\$[^$\n]+\$|`[^`\n]+`/g;
const abbreviation = /\b(?:et al|e\.g|i\.e|vs|cf|Fig|Eq)\.$/;

/** Splits a block after full stops. Formulas and code never end a sentence. */
export function sentences(block: Block): Sentence[] {
  const hidden = block.text.replace(mathOrCode, (match) => 'x'.repeat(match.length));
  const result: Sentence[] = [];
  let start = 0;
  for (const match of hidden.matchAll(/[.!?][*)"”]*(?=\s+[^\sa-z]|\s*$)/g)) {
    const end = match.index + match[0].length;
    if (abbreviation.test(hidden.slice(start, match.index + 1))) continue;
    result.push({ text: block.text.slice(start, end), offset: block.offset + start });
    start = end + (/^\s*/.exec(hidden.slice(end))?.[0].length ?? 0);
  }
  if (start < block.text.length) result.push({ text: block.text.slice(start), offset: block.offset + start });
  return result;
}

/** Words as a reader counts them: a formula or a piece of code is one, a citation is none. */
export function words(text: string): string[] {
  return text
    .replace(mathOrCode, ' formula ')
    .replace(/\[@[^\]]*\]|\[derived\]/g, ' ')
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
}

/** Every text of the front matter that a reader sees as prose. */
export function frontMatterProse(entry: Entry): string[] {
  return [
    entry.summary,
    ...(entry.symbols ?? []).map((symbol) => symbol.means),
    ...(entry.names ?? []).map((name) => name.note),
    ...(entry.limits ?? []).map((limit) => limit.why),
    ...(entry.rules ?? []).map((rule) => rule.say),
    ...(entry.equivalents ?? []).map((equivalent) => equivalent.note),
    ...(entry.corrections ?? []).flatMap((correction) => [correction.claim, correction.right]),
  ].filter((text): text is string => text !== undefined);
}
