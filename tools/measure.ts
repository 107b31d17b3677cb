/**
 * How well the resolver does on real code. Not part of the tests: it reads folders of other projects.
 *
 *     node --import tsx tools/measure.ts answers FOLDER…       every answer, as JSON lines
 *     node --import tsx tools/measure.ts occurrences FOLDER…   where text search finds a concept's names, and what
 *                                                              Gloss says there; at most 30 a concept and folder
 */
import { readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { OpenDocument, sourceFiles } from '../src/cli/documents';
import { projectFiles } from '../src/cli/project-files';
import type { Catalog } from '../src/catalog/catalog';
import type { Entry } from '../src/catalog/entry';
import { Resolver } from '../src/resolver/resolver';
import type { Analysis } from '../src/resolver/site';
import { splitWords } from '../src/util/words';
import { loadBuiltInCatalog } from './checks/catalog';

const root = join(import.meta.dirname, '..');
/** Places of one concept in one folder, and how many of them are terms of several words. */
const perFolder = 30;
const strong = 22;

interface Place {
  readonly folder: string;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
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
  const match = site && catalog.lookup(site, analysis);
  const { text } = document.source;
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const { line, column } = document.positionAt(offset);
  return {
    folder: basename(folder),
    path,
    line,
    column,
    text: site?.text ?? text.slice(offset, offset + 30),
    source: text
      .slice(Math.max(start, offset - 160), Math.min(end < 0 ? text.length : end, offset + 160))
      .trim(),
    concept: match?.entry.id ?? null,
    kind: match?.kind ?? null,
    role: match?.role,
  };
}

/** What text search looks for: last names of symbols, arguments, keys and phrases, in any spelling. */
function searchTerms(entry: Entry): string[][] {
  const terms = new Set<string>();
  for (const { symbol, roles, method } of entry.names ?? []) {
    const tail = symbol.endsWith('.*') ? symbol.slice(0, -2) : symbol;
    if (!/^(?:cli|env|r|java):/.test(symbol)) terms.add(method ?? tail.split(/[.:/]/).at(-1)!);
    for (const { keyword, option } of Object.values(roles ?? {}))
      for (const word of [keyword, option]) if (word !== undefined) terms.add(word);
  }
  for (const key of entry.keys ?? []) terms.add(typeof key === 'string' ? key : key.key);
  for (const word of entry.words ?? [])
    for (const text of typeof word === 'string' ? [word] : (word.anyOf ?? [word.text ?? ''])) terms.add(text);
  return [...terms].map(splitWords).filter((words) => words.join('').length > 1);
}

function patternOf(terms: readonly string[][]): RegExp | undefined {
  const spelled = terms.map((words) => words.join('[\\s_-]{0,2}')).sort((a, b) => b.length - a.length);
  return spelled.length === 0 ? undefined : new RegExp(`(?<![a-z])(?:${spelled.join('|')})(?![a-z])`, 'gi');
}

/** A sample of fixed size out of many, each as likely as the other. */
class Sample {
  seen = 0;
  readonly places: Place[] = [];

  constructor(
    private readonly size: number,
    private readonly random: () => number,
  ) {}

  offer(place: () => Place): void {
    const slot = this.seen < this.size ? this.seen : Math.floor(this.random() * (this.seen + 1));
    this.seen++;
    if (slot < this.size) this.places[slot] = place();
  }
}

async function occurrences(catalog: Catalog, folders: readonly string[]): Promise<void> {
  const patterns = [...catalog.entries()].flatMap((entry) => {
    const terms = searchTerms(entry);
    return [terms.filter((words) => words.length > 1), terms.filter((words) => words.length === 1)].flatMap(
      (some, i) => ({ id: entry.id, weak: i === 1, pattern: patternOf(some) }),
    );
  });
  const reader = new Reader();
  for (const folder of folders) {
    const random = seeded(7);
    const samples = patterns.map(({ weak }) => new Sample(weak ? perFolder - strong : strong, random));
    for await (const file of reader.analyses(folder)) {
      for (const [i, { pattern }] of patterns.entries()) {
        if (!pattern) continue;
        for (const { index } of file.document.source.text.matchAll(pattern))
          samples[i]!.offer(() => placeAt(catalog, file, folder, index + 1));
      }
    }
    for (const [i, { id, weak }] of patterns.entries()) {
      const { seen, places } = samples[i]!;
      for (const place of places)
        process.stdout.write(`${JSON.stringify({ wanted: id, weak, seen, ...place })}\n`);
    }
  }
}

async function answers(catalog: Catalog, folders: readonly string[]): Promise<void> {
  const reader = new Reader();
  for (const folder of folders) {
    let sites = 0;
    let answered = 0;
    for await (const file of reader.analyses(folder)) {
      for (const site of file.analysis.sites()) {
        sites++;
        if (!catalog.lookup(site, file.analysis)) continue;
        answered++;
        process.stdout.write(`${JSON.stringify(placeAt(catalog, file, folder, site.range.start))}\n`);
      }
    }
    process.stderr.write(`${basename(folder)}: ${answered} answers at ${sites} places\n`);
  }
}

const [mode, ...given] = process.argv.slice(2);
const folders = given.map((folder) => resolve(folder));
const catalog = await loadBuiltInCatalog(root);
if (mode === 'answers') await answers(catalog, folders);
else if (mode === 'occurrences') await occurrences(catalog, folders);
else process.stderr.write('usage: measure.ts answers|occurrences FOLDER…\n');
