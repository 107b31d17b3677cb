/** Documents without a grammar: words, comments, command-line flags, and the packages that they load. */
import { overlaps, touches, type Range } from '../util/range';
import { numberOf } from './constants';
import { fieldOf } from './packages';
import type { Analysis, Import, Literal, Mention, Site, SourceDocument } from './site';
import { wordAt, wordsIn } from './words';

const hash = ['#'];
const slashes = ['//'];

/** What begins a comment that ends with the line. */
const lineComments: ReadonlyMap<string, readonly string[]> = new Map([
  ['python', hash],
  ['r', hash],
  ['julia', hash],
  ['ruby', hash],
  ['perl', hash],
  ['shellscript', hash],
  ['dockerfile', hash],
  ['makefile', hash],
  ['yaml', hash],
  ['toml', hash],
  ['java', slashes],
  ['javascript', slashes],
  ['javascriptreact', slashes],
  ['typescript', slashes],
  ['typescriptreact', slashes],
  ['c', slashes],
  ['cpp', slashes],
  ['cuda-cpp', slashes],
  ['csharp', slashes],
  ['go', slashes],
  ['rust', slashes],
  ['scala', slashes],
  ['kotlin', slashes],
  ['swift', slashes],
  ['lua', ['--']],
  ['sql', ['--']],
  ['haskell', ['--']],
  ['matlab', ['%']],
  ['latex', ['%']],
]);

/** The word at an offset; on the command line of a script, a flag with its value. */
export function plainSite(document: SourceDocument, offset: number): Site | undefined {
  const { text } = document;
  const statement = lineOf(text, offset);
  const hyphens = /^-{1,2}(?=\w)/.exec(text.slice(offset, offset + 3))?.[0].length ?? 0;
  const range = wordAt(text, offset + hyphens, statement);
  const site = range && siteOf(document, range, statement);
  return site && touches(site.range, offset) ? site : undefined;
}

/** Running text, apart from the code in it. */
const proseLanguages: ReadonlySet<string> = new Set(['markdown', 'restructuredtext', 'latex']);

/** One of these shows that a text is about machine learning; of the weaker ones it takes two. */
const telling =
  /\b(?:py)?torch\b|tensorflow|\bkeras\b|\bjax\b|scikit-?learn|\bsklearn\b|hugging ?face|machine learning|deep learning|neural net|language model|\bLLMs?\b|diffusion model|embeddings?\b|transformers?\b|fine-?tun/i;
const hinting =
  /\b(?:train(?:ed|s|ing)?|models?|datasets?|accuracy|loss|epochs?|layers?|neural|gradients?|inference|classifiers?|encoder|decoder|checkpoints?|GPUs?)\b/gi;

function isAboutLearning(text: string): boolean {
  if (telling.test(text)) return true;
  return new Set(Array.from(text.matchAll(hinting), ([word]) => word.toLowerCase())).size > 1;
}

function siteOf(document: SourceDocument, range: Range, statement: Range): Site {
  const { text } = document;
  const common = { inside: [], statement };
  const comment = commentStart(document, statement);
  if (proseLanguages.has(document.languageId) || (comment !== undefined && comment <= range.start)) {
    return { range, text: text.slice(range.start, range.end), place: 'comment', ...common };
  }
  if (text.startsWith('--', range.start - 2) && !/\S/.test(text[range.start - 3] ?? ' ')) {
    const flag = { start: range.start - 2, end: range.end };
    const value = flagValue(text, flag.end, statement.end);
    return {
      range: flag,
      text: text.slice(flag.start, flag.end),
      place: 'key',
      ...common,
      ...(value && { value }),
    };
  }
  return { range, text: text.slice(range.start, range.end), place: 'word', ...common };
}

/** `0.1` of `--label-smoothing 0.1` and of `--label-smoothing=0.1`. */
function flagValue(text: string, from: number, end: number): Literal | undefined {
  const found = /^(?:=|[ \t]{1,40})([^\s=\\|;&]{1,200})/.exec(text.slice(from, Math.min(end, from + 250)));
  if (!found || found[1]!.startsWith('--')) return undefined;
  const written = found[1]!;
  const start = from + found[0].length - written.length;
  const plain = written.replace(/^(['"])(.*)\1$/, '$2');
  const sign = plain.startsWith('-') ? -1 : 1;
  const number = numberOf(plain.replace(/^-/, ''));
  const value = number === undefined ? plain : sign * number;
  if (plain.includes('$')) return undefined;
  return { value, text: written, range: { start, end: start + written.length }, origin: 'literal' };
}

function lineOf(text: string, offset: number): Range {
  const start = offset === 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return { start, end: end === -1 ? text.length : end };
}

/** Where the comment on a line begins; block comments of C-like languages count from their opening. */
function commentStart({ text, languageId }: SourceDocument, line: Range): number | undefined {
  const marks = lineComments.get(languageId);
  if (!marks) return undefined;
  if (marks === slashes && insideBlockComment(text, line.start)) return line.start;
  const source = text.slice(line.start, line.end);
  const starts = marks.map((mark) => markIn(source, mark)).filter((at) => at !== -1);
  return starts.length > 0 ? line.start + Math.min(...starts) : undefined;
}

/** The first mark that is not inside quotes. */
function markIn(line: string, mark: string): number {
  let quote = '';
  for (let i = 0; i < line.length; i++) {
    const character = line[i]!;
    if (quote) {
      if (character === '\\') i++;
      else if (character === quote) quote = '';
    } else if (line.startsWith(mark, i)) return i;
    else if (character === '"' || character === "'") quote = character;
  }
  return -1;
}

function insideBlockComment(text: string, at: number): boolean {
  const opened = text.lastIndexOf('/*', at);
  return opened !== -1 && text.indexOf('*/', opened) >= at;
}

/** How other languages load packages, and how those packages are called in our tables. */
const loads =
  /^[ \t]*(?:library|require|using|import|use|extern crate|#include|open)\b[ \t]*[("'<]?[ \t]*([\w./:@-]{1,100})/gm;
const foreign: ReadonlyMap<string, string> = new Map([
  ['torch', 'py:torch'],
  ['keras', 'py:keras'],
  ['tensorflow', 'py:tensorflow'],
  ['luz', 'py:torch'],
  ['caret', 'py:sklearn'],
  ['tidymodels', 'py:sklearn'],
  ['randomforest', 'py:sklearn'],
  ['xgboost', 'py:xgboost'],
  ['flux', 'py:torch'],
  ['lux', 'py:torch'],
  ['mlj', 'py:sklearn'],
  ['diffeqflux', 'py:torchdiffeq'],
  ['tch', 'py:torch'],
  ['candle_core', 'py:torch'],
  ['candle_nn', 'py:torch'],
  ['burn', 'py:torch'],
  ['org.deeplearning4j', 'py:keras'],
  ['ai.djl', 'py:torch'],
  ['weka', 'py:sklearn'],
  ['org.nd4j', 'py:numpy'],
  ['ndarray', 'py:numpy'],
  ['dplyr', 'py:pandas'],
  ['dataframes', 'py:pandas'],
]);

function foreignFields(text: string): Set<'ml' | 'numeric' | undefined> {
  const fields = new Set<'ml' | 'numeric' | undefined>();
  for (const [, name] of text.matchAll(loads)) {
    const path = name!.toLowerCase().replaceAll('::', '.');
    const parts = path.split(/[./]/);
    const symbol = foreign.get(parts[0]!) ?? foreign.get(parts.slice(0, 2).join('.'));
    if (symbol) fields.add(fieldOf(symbol));
  }
  return fields;
}

/** Only words are known of this document. */
export class PlainAnalysis implements Analysis {
  readonly parsed = false;
  readonly imports: readonly Import[] = [];
  #has: Analysis['has'] | undefined;

  constructor(readonly document: SourceDocument) {}

  get has(): Analysis['has'] {
    if (!this.#has) {
      const { text, languageId } = this.document;
      const fields = foreignFields(text);
      if (proseLanguages.has(languageId) && isAboutLearning(text)) fields.add('ml');
      this.#has = { ml: fields.has('ml'), numeric: fields.has('numeric') || fields.has('ml') };
    }
    return this.#has;
  }

  siteAt(offset: number): Site | undefined {
    return offset >= 0 && offset <= this.document.text.length ? plainSite(this.document, offset) : undefined;
  }

  *sites(within: Range = { start: 0, end: this.document.text.length }): Generator<Site> {
    const { text } = this.document;
    for (let line = lineOf(text, within.start); line.start < within.end; line = lineOf(text, line.end + 1)) {
      for (const word of wordsIn(text, line)) {
        if (word.end > within.start && word.start < within.end) yield siteOf(this.document, word, line);
      }
      if (line.end >= text.length) return;
    }
  }

  /** Nothing leads from one word to another. */
  *sitesFrom(mentions: readonly Mention[]): Generator<Site> {
    let end = 0;
    for (const span of mentions) {
      const within = { start: Math.max(span.start, end), end: span.end };
      if (within.start >= within.end) continue;
      for (const site of this.sites(within)) {
        if (site.range.end <= end || !overlaps(site.range, span)) continue;
        end = site.range.end;
        yield site;
      }
    }
  }
}

/** Nothing is known: the document is too large or no text. */
export class EmptyAnalysis implements Analysis {
  readonly parsed = false;
  readonly imports: readonly Import[] = [];
  readonly has = { ml: false, numeric: false };

  constructor(readonly document: SourceDocument) {}

  siteAt(): undefined {
    return undefined;
  }

  *sites(): Generator<Site> {}

  *sitesFrom(): Generator<Site> {}
}
