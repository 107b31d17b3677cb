/** Concepts by what people type: title, alias, API name, config key, symptom. Typos and beginnings are enough. */
import MiniSearch, { type SearchResult } from 'minisearch';
import type { Entry } from '../catalog/entry';
import { splitWords } from '../util/words';

export interface Found {
  readonly id: string;
  readonly title: string;
  /** Why it was found, in words: `API name torch.nn.LayerNorm`. */
  readonly reason: string;
  /** Greater is better; comparable within one search. */
  readonly score: number;
}

export interface Search {
  /** Indexes the next entries, so that a large catalog can be indexed in slices; true once all of them are. */
  prepare(count: number): boolean;
  /** The best first. An empty query finds nothing. */
  search(query: string, limit?: number): Found[];
}

const fields = ['title', 'words', 'names', 'keys', 'symptoms', 'summary'] as const;
type Field = (typeof fields)[number];

/** In the order in which they explain a match. */
const reasons: readonly [field: Field, reason: string, boost: number][] = [
  ['title', 'title', 8],
  ['words', 'also called', 5],
  ['names', 'API name', 4],
  ['keys', 'key', 4],
  ['symptoms', 'symptom', 2],
  ['summary', 'summary', 1],
];

const maxQuery = 200;
const maxTerms = 12;
const mostResults = 1000;

interface Document {
  readonly id: number;
  readonly texts: Readonly<Record<Field, readonly string[]>>;
}

/** What is not indexed yet is so by the first search: about 0.1 ms for each entry. */
export function createSearch(entries: Iterable<Entry>): Search {
  const index = new MiniSearch<Document>({
    fields: [...fields],
    extractField: (document, field) =>
      field === 'id' ? document.id : (document.texts[field as Field] as unknown as string),
    stringifyField: (value) => (Array.isArray(value) ? value.join('\n') : String(value)),
    tokenize: tokens,
    processTerm: (term) => term,
  });
  const indexed: Entry[] = [];
  const rest = entries[Symbol.iterator]();
  const prepare = (count: number): boolean => {
    for (let i = 0; i < count; i++) {
      const next = rest.next();
      if (next.done) return true;
      index.add({ id: indexed.push(next.value) - 1, texts: textsOf(next.value) });
    }
    return false;
  };

  return {
    prepare,
    search(query, limit = 20) {
      const terms = tokens(query.slice(0, maxQuery)).slice(0, maxTerms);
      if (terms.length === 0) return [];
      prepare(Infinity);
      const results = index.search(terms.join(' '), {
        boost: Object.fromEntries(reasons.map(([field, , boost]) => [field, boost])),
        prefix: (term, i, list) => term.length > 1 && i === list.length - 1,
        fuzzy: (term) => (term.length < 4 ? false : term.length < 8 ? 1 : 2),
        weights: { fuzzy: 0.4, prefix: 0.7 },
        combineWith: 'OR',
      });
      return ranked(results, indexed, terms).slice(0, Math.min(limit, mostResults));
    },
  };
}

/** Words in lower case; `LayerNorm` and `layer_norm` are `layer`, `norm` and `layernorm`. */
function tokens(text: string): string[] {
  const found: string[] = [];
  for (const piece of text.split(/[\s.,:;()[\]{}'"/\\|]+/)) {
    const words = splitWords(piece);
    found.push(...words);
    if (words.length > 1 && words.length < 6) found.push(words.join(''));
  }
  return found;
}

function textsOf(entry: Entry): Record<Field, readonly string[]> {
  const words = (entry.words ?? []).flatMap((word) =>
    typeof word === 'string' ? [word] : word.inside || word.near ? [] : (word.anyOf ?? [word.text ?? '']),
  );
  return {
    title: [entry.title, entry.id],
    words,
    names: (entry.names ?? []).map(({ symbol, method }) => plainName(symbol) + (method ? `.${method}` : '')),
    keys: (entry.keys ?? []).map((key) => (typeof key === 'string' ? key : key.key)),
    symptoms: entry.symptoms ?? [],
    summary: [entry.summary],
  };
}

function plainName(symbol: string): string {
  return symbol.replace(/^\w+:/, '').replace(/\.\*$/, '');
}

/** Entries that hold more of the asked words first; among them as the index scores them. */
function ranked(
  results: readonly SearchResult[],
  entries: readonly Entry[],
  terms: readonly string[],
): Found[] {
  const asked = new Set(terms).size;
  const whole = joined(terms.join(' '));
  return results
    .map((result) => {
      const entry = entries[result.id as number]!;
      const share = Math.min(1, new Set(result.queryTerms).size / asked);
      return { result, entry, score: result.score * share * share * wholeness(entry, whole) };
    })
    .sort((a, b) => b.score - a.score)
    .slice(0, mostResults)
    .map(({ result, entry, score }) => ({
      id: entry.id,
      title: entry.title,
      reason: reasonOf(result, entry),
      score,
    }));
}

const joined = (text: string): string => splitWords(text).join('');

/** More for an entry of which a title, or else a symptom, was typed in full. */
function wholeness(entry: Entry, query: string): number {
  if (joined(entry.title) === query) return 10;
  return entry.symptoms?.some((symptom) => joined(symptom) === query) ? 5 : 1;
}

/** The field and its text that hold most of the matched words. */
function reasonOf({ match }: SearchResult, entry: Entry): string {
  const texts = textsOf(entry);
  let best = { count: 0, reason: 'summary' };
  for (const [field, reason] of reasons) {
    const matched = Object.entries(match).filter(([, found]) => (found as readonly string[]).includes(field));
    for (const text of texts[field]) {
      const words = new Set(tokens(text));
      const count = matched.filter(([term]) => words.has(term)).length;
      const isPlain = field === 'title' || field === 'summary';
      if (count > best.count) best = { count, reason: isPlain ? reason : `${reason} ${text}` };
    }
  }
  return best.reason;
}
