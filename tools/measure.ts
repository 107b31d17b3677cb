/**
 * How well the resolver does on real code. Not part of the tests: it reads folders of other projects.
 *
 *     npm run measure -- occurrences FOLDER…         where text search finds a concept's names, and what Gloss says
 *                                                    there; at most 30 a concept and folder, as JSON lines
 *     npm run measure -- answers FOLDER…             what Gloss says at all; at most 300, and 30 a concept
 *     npm run measure -- recall LABELS FOLDER        of the places that mean a concept, how many Gloss finds
 *
 * `--seed N` takes another sample, `--sample N` another size, 0 for all. LABELS are JSON lines of a reader:
 * `{"repo", "path", "line", "column", "cell"?, "concept", "means"}`, paths below FOLDER/repo.
 */
import { readFile, stat } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { OpenDocument, sourceFiles, type Position } from '../src/cli/documents';
import { projectFiles } from '../src/cli/project-files';
import type { Catalog } from '../src/catalog/catalog';
import type { Entry } from '../src/catalog/entry';
import { conceptAt, conceptsIn } from '../src/hints/concept-at';
import { Resolver } from '../src/resolver/resolver';
import type { Analysis } from '../src/resolver/site';
import { splitWords } from '../src/util/words';
import { loadBuiltInCatalog } from './checks/catalog';

const root = join(import.meta.dirname, '..');
const identifier = /[\p{L}_][\p{L}\p{N}_]*/gu;

/** Places of one concept in one folder, and how many of them are names that stand for it by themselves. */
const perFolder = 30;
const certainPlaces = 24;
/** Answers of one concept in the sample. */
const perConcept = 30;

interface Place {
  readonly repo: string;
  /** Below the folder. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly cell?: number;
  /** What Gloss takes for the name there. */
  readonly text: string;
  /** The line and what stands before it. */
  readonly source: string;
  readonly concept: string | null;
  readonly kind: string | null;
  readonly role?: string;
}

/** A reproducible random number in [0, 1). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Reads one source file after the other. */
class Reader {
  readonly #resolver = new Resolver({
    read: (name) =>
      readFile(
        name === 'runtime'
          ? join(root, 'node_modules/web-tree-sitter/web-tree-sitter.wasm')
          : join(root, `node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`),
      ),
  });
  readonly #files = projectFiles();

  async *analyses(
    folder: string,
  ): AsyncGenerator<{ path: string; document: OpenDocument; analysis: Analysis }> {
    for await (const path of sourceFiles([folder])) {
      const { size } = await stat(path);
      if (size > 1_500_000) continue;
      const document = await OpenDocument.read(path).catch(() => undefined);
      if (!document) continue;
      const { languageId, uri } = document.source;
      await this.#resolver.load(languageId);
      const analysis = this.#resolver.analyze(document.source);
      this.#resolver.link(uri, this.#files);
      yield { path, document, analysis };
      this.#resolver.forget(uri);
    }
  }
}

function placeAt(
  catalog: Catalog,
  { path, document, analysis }: { path: string; document: OpenDocument; analysis: Analysis },
  folder: string,
  offset: number,
): Place {
  const site = analysis.siteAt(offset);
  const match = site && conceptAt(catalog, analysis, site);
  const { text } = document.source;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return {
    repo: basename(folder),
    path: relative(folder, path),
    ...document.positionAt(offset),
    text: site?.text ?? text.slice(offset, offset + 30),
    source: text
      .slice(Math.max(start, offset - 160), Math.min(end < 0 ? text.length : end, offset + 160))
      .trim(),
    concept: match?.entry.id ?? null,
    kind: match?.kind ?? null,
    role: match?.role,
  };
}

interface Terms {
  /** Names that stand for the concept by themselves. */
  readonly certain: ReadonlySet<string>;
  /** Arguments, single names such as `profile`, and words that need others around them. */
  readonly uncertain: ReadonlySet<string>;
}

/** What text search looks for: last names of symbols, arguments, keys and phrases, as words with spaces. */
function searchTerms(entry: Entry): Terms {
  const certain = new Set<string>();
  const uncertain = new Set<string>();
  const add = (text: string, isCertain: boolean): unknown => {
    const words = splitWords(text).join(' ');
    return words.length < 2 ? undefined : (isCertain ? certain : uncertain).add(words);
  };
  for (const { symbol, roles, method, shows } of entry.names ?? []) {
    const tail = method ?? symbol.replace(/\.\*$/, '').split(/[.:/]/).at(-1)!;
    add(tail, splitWords(tail).length > 1 && shows === undefined && !symbol.endsWith('.*'));
    for (const { keyword, option } of Object.values(roles ?? {}))
      for (const word of [keyword, option]) if (word !== undefined) add(word, false);
  }
  for (const key of entry.keys ?? []) add(typeof key === 'string' ? key : key.key, true);
  for (const word of entry.words ?? []) {
    if (typeof word === 'string') add(word, true);
    else
      for (const text of word.anyOf ?? [word.text ?? ''])
        add(text, !word.near && !word.inside && !word.anyOf);
  }
  for (const text of certain) uncertain.delete(text);
  return { certain, uncertain };
}

/** The terms in any spelling: `label_smoothing`, `labelSmoothing`, `LABEL-SMOOTHINGS`, but no part of a word. */
function patternOf(terms: ReadonlySet<string>): RegExp | undefined {
  if (terms.size === 0) return undefined;
  const spelled = [...terms]
    .sort((a, b) => b.length - a.length)
    .map((term) =>
      term.replace(/\p{L}/gu, (c) => `[${c}${c.toUpperCase()}]`).replaceAll(' ', '[\\s_-]{0,2}'),
    );
  return new RegExp(`(?:(?<![A-Za-z])|(?<=[a-z])(?=[A-Z]))(?:${spelled.join('|')})s?(?![a-z])`, 'g');
}

/** A sample of fixed size out of many, each as likely as the other. */
class Sample<T> {
  seen = 0;
  readonly kept: T[] = [];

  constructor(
    private readonly size: number,
    private readonly random: () => number,
  ) {}

  offer(item: () => T): void {
    const slot = this.seen < this.size ? this.seen : Math.floor(this.random() * (this.seen + 1));
    this.seen++;
    if (slot < this.size) this.kept[slot] = item();
  }
}

const print = (value: object): unknown => process.stdout.write(`${JSON.stringify(value)}\n`);

async function occurrences(catalog: Catalog, folders: readonly string[], seed: number): Promise<void> {
  const searches = [...catalog.entries()].flatMap((entry) => {
    const { certain, uncertain } = searchTerms(entry);
    return [
      { wanted: entry.id, certain: true, pattern: patternOf(certain) },
      { wanted: entry.id, certain: false, pattern: patternOf(uncertain) },
    ];
  });
  const reader = new Reader();
  for (const folder of folders) {
    const random = seeded(seed);
    const samples = searches.map((search) => {
      const size = search.certain ? certainPlaces : perFolder - certainPlaces;
      return { ...search, sample: new Sample<Place>(size, random) };
    });
    for await (const file of reader.analyses(folder))
      for (const { pattern, sample } of samples)
        for (const { index, 0: found } of file.document.source.text.matchAll(pattern ?? /$^/g))
          sample.offer(() => ({ found, ...placeAt(catalog, file, folder, index + 1) }));
    for (const { wanted, certain, sample } of samples)
      for (const place of sample.kept) print({ wanted, certain, seen: sample.seen, ...place });
  }
}

async function answers(
  catalog: Catalog,
  folders: readonly string[],
  seed: number,
  size: number,
): Promise<void> {
  const reader = new Reader();
  const random = seeded(seed);
  const perEntry = new Map<string, Sample<Place>>();
  for (const folder of folders) {
    let names = 0;
    let answered = 0;
    for await (const file of reader.analyses(folder)) {
      const { text } = file.document.source;
      names += text.match(identifier)?.length ?? 0;
      if (!catalog.mayHold(text)) continue;
      for (const { entry, site } of conceptsIn(catalog, file.analysis)) {
        answered++;
        const sample = perEntry.get(entry.id) ?? new Sample<Place>(size ? perConcept : Infinity, random);
        perEntry.set(entry.id, sample);
        sample.offer(() => placeAt(catalog, file, folder, site.range.start));
      }
    }
    process.stderr.write(`${basename(folder)}: ${answered} answers in ${names} names\n`);
  }
  const all = new Sample<Place>(size || Infinity, random);
  for (const { kept } of perEntry.values()) for (const place of kept) all.offer(() => place);
  all.kept.forEach(print);
}

interface Label extends Position {
  readonly repo: string;
  readonly path: string;
  readonly concept: string;
  /** Nothing where a reader doubts. */
  readonly means: boolean | null;
}

async function recall(catalog: Catalog, labelFile: string, folder: string): Promise<void> {
  const labels = (await readFile(labelFile, 'utf8'))
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Label)
    .filter(({ means }) => means !== null);
  const reader = new Reader();
  const counts = new Map<string, { seen: number; meant: number; found: number; wrong: number }>();
  for (const path of new Set(labels.map(({ repo, path }) => join(folder, repo, path)))) {
    for await (const file of reader.analyses(path)) {
      for (const label of labels.filter((label) => join(folder, label.repo, label.path) === path)) {
        const offset = file.document.offsetAt(label);
        if (offset === undefined) throw new Error(`${path}:${label.line} has no column ${label.column}`);
        const place = placeAt(catalog, file, join(folder, label.repo), offset);
        const count = counts.get(label.concept) ?? { seen: 0, meant: 0, found: 0, wrong: 0 };
        counts.set(label.concept, count);
        const isFound = place.concept === label.concept;
        count.seen++;
        if (label.means) count.meant++;
        if (label.means && isFound) count.found++;
        if (!label.means && isFound) count.wrong++;
        if (label.means !== isFound) print({ expected: label.means ? label.concept : null, ...place });
      }
    }
  }
  for (const [concept, count] of [...counts].sort())
    process.stderr.write(`${concept} ${JSON.stringify(count)}\n`);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '7' }, sample: { type: 'string', default: '300' } },
});
const [mode, ...given] = positionals;
const paths = given.map((path) => resolve(path));
const catalog = await loadBuiltInCatalog(root);
if (mode === 'answers') await answers(catalog, paths, Number(values.seed), Number(values.sample));
else if (mode === 'occurrences') await occurrences(catalog, paths, Number(values.seed));
else if (mode === 'recall') await recall(catalog, paths[0]!, paths[1]!);
else process.stderr.write('usage: npm run measure -- answers|occurrences|recall …\n');
