/**
 * Builds what the program reads at run time from concepts/, snippets/ and symbols/: dist/catalog.json,
 * dist/articles.json, dist/snippets.json and dist/symbols.json. Any error in the content fails the build. `--release` refuses drafts as well.
 */
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderArticle, renderLine } from '../src/article/render';
import { parseConceptFile, type ConceptFile } from '../src/catalog/concept-file';
import type { BuiltCatalog, Entry, FormulaImage } from '../src/catalog/entry';
import { parseSnippetFile, type Snippet } from '../src/catalog/snippet';
import type { Problem } from '../src/util/problem';
import { renderFormula, type RenderedFormula, type TexPlace } from './render-formula';
import { snippetFiles } from './snippets/files';
import { buildApiTable } from './symbols/api-table';
import { loadUses } from './symbols/coverage';
import { loadTables } from './symbols/tables';

/** A file to build from; `path` is below the project. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

export interface BuiltArticle {
  readonly markdown: string;
  readonly html: string;
  readonly corrections: readonly {
    readonly claimHtml: string;
    readonly rightHtml: string;
    readonly source?: string;
  }[];
}

export interface Built {
  readonly catalog: BuiltCatalog;
  readonly articles: Readonly<Record<string, BuiltArticle>>;
  readonly snippets: readonly Snippet[];
  readonly problems: readonly Problem[];
}

export interface BuildOptions {
  /** Drafts are errors. */
  readonly release?: boolean;
  readonly renderFormula?: (tex: string, place: TexPlace) => Promise<RenderedFormula>;
}

interface Concept extends ConceptFile {
  readonly entry: Entry;
  readonly path: string;
  readonly text: string;
}

/** Pure but for the formula renderer: the same files give the same result, in the order of the ids. */
export async function buildCatalog(
  concepts: readonly SourceFile[],
  snippetSources: readonly SourceFile[],
  options: BuildOptions = {},
): Promise<Built> {
  const problems: Problem[] = [];
  const read: Concept[] = [];
  for (const { path, text } of [...concepts].sort((a, b) => compare(a.path, b.path))) {
    const parsed = parseConceptFile(text, path);
    problems.push(...parsed.problems);
    if (parsed.entry) read.push({ ...parsed, entry: parsed.entry, path, text });
  }
  problems.push(...unknownConcepts(read), ...sharedSymbols(read));
  if (options.release) problems.push(...read.flatMap(draftProblem));
  const snippets = readSnippets(snippetSources, read, problems);

  const related = symmetric(read.map(({ entry }) => entry));
  const withSnippets = new Set(snippets.flatMap(({ concept, also = [] }) => [concept, ...also]));
  const entries: Entry[] = [];
  const articles: Record<string, BuiltArticle> = {};
  for (const concept of read) {
    const { article, ...fields } = concept.entry;
    const formulaImage = await formulaOf(concept, options.renderFormula ?? renderFormula, problems);
    const { id } = fields;
    entries.push({
      ...fields,
      related: related.get(id) ?? [],
      ...(formulaImage && { formulaImage }),
      ...(withSnippets.has(id) && { hasSnippets: true }),
    });
    Object.defineProperty(articles, id, {
      value: articleOf(concept, article ?? '', read, problems),
      enumerable: true,
    });
  }
  return { catalog: { formatVersion: '1.0', entries }, articles, snippets, problems };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A problem on the line where `needle` first stands in the file. */
function problemAt(concept: Concept, needle: RegExp, code: string, message: string): Problem {
  const before = concept.text.slice(0, Math.max(0, concept.text.search(needle)));
  const line = before.split('\n').length;
  const column = before.length - before.lastIndexOf('\n');
  return { code, message, severity: 'error', file: concept.path, line, column };
}

function draftProblem(concept: Concept): Problem[] {
  if (!concept.entry.draft) return [];
  return [problemAt(concept, /^draft:/m, 'draft', 'This concept is a draft: a release takes none.')];
}

function unknownConcepts(concepts: readonly Concept[]): Problem[] {
  const ids = new Set(concepts.map(({ entry }) => entry.id));
  return concepts.flatMap((concept) => {
    const { id, related = [], meaning = [] } = concept.entry;
    const targets = [...related, ...meaning.map((decision) => decision.concept)];
    return targets
      .filter((target) => !ids.has(target) || target === id)
      .map((target) =>
        problemAt(
          concept,
          new RegExp(`(?<=^(?:related|meaning):[^]*?)\\b${target}\\b`, 'm'),
          'unknown-concept',
          `There is no other concept '${target}'.`,
        ),
      );
  });
}

/** A symbol that two concepts claim for themselves is answered by neither, unless the value decides (`meaning`). */
function sharedSymbols(concepts: readonly Concept[]): Problem[] {
  const owners = new Map<string, Entry>();
  return concepts.flatMap((concept) =>
    (concept.entry.names ?? []).flatMap(({ symbol, method, shows }): Problem[] => {
      const key = `${symbol}#${method ?? ''}`;
      const owner = owners.get(key);
      if (shows === 'parameter') return [];
      if (!owner) owners.set(key, concept.entry);
      if (!owner || owner === concept.entry || isDecided(owner, concept.entry)) return [];
      const message = `${symbol} already leads to '${owner.id}': add 'shows: parameter' or a 'meaning' that decides.`;
      return [
        problemAt(
          concept,
          new RegExp(symbol.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')),
          'ambiguous-name',
          message,
        ),
      ];
    }),
  );
}

function isDecided(a: Entry, b: Entry): boolean {
  return [a, b].some((entry) =>
    (entry.meaning ?? []).some(({ concept }) => concept === a.id || concept === b.id),
  );
}

function readSnippets(
  sources: readonly SourceFile[],
  concepts: readonly Concept[],
  problems: Problem[],
): Snippet[] {
  const ids = new Set(concepts.map(({ entry }) => entry.id));
  const snippets: Snippet[] = [];
  for (const { path, text } of [...sources].sort((a, b) => compare(a.path, b.path))) {
    const parsed = parseSnippetFile(text, path);
    problems.push(...parsed.problems);
    if (!parsed.snippet) continue;
    snippets.push(parsed.snippet);
    for (const concept of [parsed.snippet.concept, ...parsed.snippet.also])
      if (!ids.has(concept))
        problems.push({
          code: 'unknown-concept',
          message: `There is no concept '${concept}'.`,
          severity: 'error',
          file: path,
          line: text.slice(0, Math.max(0, text.indexOf(concept))).split('\n').length,
          column: 1,
        });
  }
  return snippets;
}

/** Related both ways, in the order of the ids. */
function symmetric(entries: readonly Entry[]): Map<string, string[]> {
  const related = new Map(entries.map(({ id }) => [id, new Set<string>()]));
  for (const { id, related: others = [] } of entries)
    for (const other of others)
      if (other !== id && related.has(other)) {
        related.get(id)?.add(other);
        related.get(other)?.add(id);
      }
  return new Map([...related].map(([id, others]) => [id, [...others].sort()]));
}

async function formulaOf(
  concept: Concept,
  render: (tex: string, place: TexPlace) => Promise<RenderedFormula>,
  problems: Problem[],
): Promise<FormulaImage | undefined> {
  const { formula } = concept.entry;
  if (formula === undefined) return undefined;
  const { file, line, column } = problemAt(concept, /^formula:/m, '', '');
  const { image, problem } = await render(formula, { file, line, column });
  if (problem) problems.push(problem);
  return image;
}

function articleOf(
  concept: Concept,
  markdown: string,
  all: readonly Concept[],
  problems: Problem[],
): BuiltArticle {
  const { entry, path, articleLine } = concept;
  const sources = entry.sources ?? [];
  const titles = (id: string) => all.find((other) => other.entry.id === id)?.entry.title;
  const { html, problems: found } = renderArticle(markdown, {
    titles,
    sources,
    file: path,
    firstLine: articleLine,
  });
  problems.push(...found);
  const line = (text: string): string => {
    const { html: inline, problems: wrong } = renderLine(text, { titles, sources, file: path });
    problems.push(...wrong.map((problem) => ({ ...problem, ...placeOf(concept, text) })));
    return inline;
  };
  const corrections = (entry.corrections ?? []).map(({ claim, right, source }) => ({
    claimHtml: line(claim),
    rightHtml: line(right),
    source,
  }));
  return { markdown, html, corrections };
}

function placeOf(concept: Concept, text: string): { line: number; column: number } {
  const at = Math.max(0, concept.text.indexOf(text.slice(0, 40)));
  return { line: concept.text.slice(0, at).split('\n').length, column: 1 };
}

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

async function main(): Promise<void> {
  const load = async (path: string): Promise<SourceFile> => ({
    path,
    text: await readFile(join(root, path), 'utf8'),
  });
  const names = (await readdir(join(root, 'concepts'))).filter((name) => name.endsWith('.md'));
  const concepts = await Promise.all(names.map((name) => load(`concepts/${name}`)));
  const snippets = await Promise.all((await snippetFiles(root)).map(load));
  const built = await buildCatalog(concepts, snippets, { release: process.argv.includes('--release') });

  for (const { file, line, column, severity, message } of built.problems)
    console.error(`${file}:${line}:${column}: ${severity}: ${message}`);
  const errors = built.problems.filter(({ severity }) => severity === 'error').length;
  if (errors > 0) {
    console.error(`The catalog was not built: ${errors} ${errors === 1 ? 'error' : 'errors'}.`);
    process.exitCode = 1;
    return;
  }
  await mkdir(join(root, 'dist'), { recursive: true });
  const write = (name: string, value: unknown) =>
    writeFile(join(root, 'dist', name), `${JSON.stringify(value)}\n`);
  await write('catalog.json', built.catalog);
  await write('articles.json', built.articles);
  await write('snippets.json', built.snippets);
  await write(
    'symbols.json',
    buildApiTable(await loadTables(root), await loadUses(root), built.catalog.entries),
  );
  console.log(`Catalog: ${built.catalog.entries.length} concepts, ${built.snippets.length} snippets.`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
