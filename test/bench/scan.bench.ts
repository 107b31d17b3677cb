/** A scan over many files: the prefilter, beside ripgrep with the same words, and the files that pass it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import type { Catalog } from '../../src/catalog/catalog';
import type { Entry } from '../../src/catalog/entry';
import { conceptsIn } from '../../src/hints/concept-at';
import { temporaryFolder } from '../../tools/host/processes';
import { median, processorTime, type Row } from './bench';
import { builtInCatalog, dist, pythonResolver } from './program';
import { longPythonFile } from './python-file';

const root = join(import.meta.dirname, '../..');
const rounds = 5;
/** Rounds before: a scan runs over thousands of files. */
const warm = 10;

/** Sources of the project in which no concept is named, over and over: about 20 MB. */
function textsWithoutConcepts(mayHold: (text: string) => boolean): string[] {
  const files = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((name) => name.endsWith('.ts') && !name.includes('.generated.'))
    .map((name) => readFileSync(join(root, 'src', name), 'utf8'))
    .filter((text) => !mayHold(text));
  const size = texts.reduce((sum, text) => sum + text.length, 0);
  return Array.from({ length: Math.ceil(20e6 / size) }, () => texts).flat();
}

/** The ripgrep of a VS Code that the editor tests have fetched. */
function ripgrep(): string | undefined {
  const folder = join(root, '.vscode-test');
  if (!existsSync(folder)) return undefined;
  const place = `bin/${process.platform}-${process.arch}/rg`;
  for (const host of readdirSync(folder))
    for (const modules of [
      `lib/vscode/node_modules/@vscode`,
      `node_modules/code-server/lib/vscode/node_modules/@vscode`,
    ])
      for (const inner of [`ripgrep-universal/${place}`, 'ripgrep/bin/rg']) {
        const found = join(folder, host, modules, inner);
        if (existsSync(found)) return found;
      }
  return undefined;
}

/** MB/s of ripgrep on the same bytes with the same words. */
function ripgrepSpeed(texts: readonly string[], phrases: readonly string[]): number | undefined {
  const program = ripgrep();
  if (program === undefined) return undefined;
  const folder = temporaryFolder('scan');
  writeFileSync(join(folder, 'words'), phrases.join('\n'));
  texts.forEach((text, i) => writeFileSync(join(folder, `${i}.ts`), text));
  const args = ['--fixed-strings', '--ignore-case', '--file', 'words', '--files-with-matches', '--threads=1'];
  const samples = Array.from({ length: rounds }, () => {
    const start = performance.now();
    execFileSync(program, [...args, '--glob=*.ts', '.'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return performance.now() - start;
  });
  return sizeOf(texts) / 1000 / median(samples);
}

/** Blocks that no file has. */
const none = 1_000_000;

const repeated = (count: number, pattern: readonly number[]): number[] =>
  Array.from({ length: count }, (_, i) => pattern[i % pattern.length]!);

const sizeOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length, 0);

/** Names, keys and words of the entries as a search would be given them. */
function searched(entries: Iterable<Entry>): string[] {
  const found = Array.from(entries, ({ names = [], keys = [], words = [] }) => [
    ...names.map(({ symbol, method }) => method ?? symbol.replace(/\.\*$/, '').split(/[.:/]/).at(-1)!),
    ...keys.map((key) => (typeof key === 'string' ? key : key.key)),
    ...words.flatMap((word) => (typeof word === 'string' ? [word] : (word.anyOf ?? [word.text ?? '']))),
  ]);
  return [...new Set(found.flat())].filter((text) => text.length > 2);
}

interface Scan {
  /** Scans a file and gives the number of its answers. */
  ours(file: Uint8Array): number;
  /** A mere parse. */
  theirs(text: string): void;
}

async function withScan<T>(catalog: Catalog, use: (scan: Scan) => T): Promise<T> {
  const resolver = await pythonResolver();
  const parser = new Parser();
  parser.setLanguage(await Language.load(await readFile(join(dist, 'grammars/python.wasm'))));
  const decoder = new TextDecoder();
  let version = 0;
  const ours = (file: Uint8Array): number => {
    if (!catalog.mayHold(file)) return 0;
    const text = decoder.decode(file);
    const document = { uri: `file:///scanned.py`, version: ++version, languageId: 'python', text };
    const answers = Array.from(conceptsIn(catalog, resolver.analyze(document))).length;
    resolver.forget(document.uri);
    return answers;
  };
  const value = use({ ours, theirs: (text) => parser.parse(text)?.delete() });
  parser.delete();
  resolver.dispose();
  return value;
}

/** Files of 500 lines beside a mere parse of them. @param every by file, one block in so many names concepts */
function scanned(what: string, catalog: Catalog, every: readonly number[]): Promise<Row> {
  const texts = every.map((blocks, i) => `seed = ${i}\n${longPythonFile(500, blocks)}`);
  const files = texts.map((text) => new TextEncoder().encode(text));
  return withScan(catalog, ({ ours, theirs }) => {
    const answers = files.reduce((sum, file) => sum + ours(file), 0);
    const value = median(processorTime(rounds, () => files.forEach(ours), warm));
    const yardstick = median(processorTime(rounds, () => texts.forEach(theirs), warm));
    return {
      what: `${what}, ${files.length} x 500 lines, ${answers} answers`,
      value,
      unit: 'ms',
      budget: '< 1.5 x',
      held: value < 1.5 * yardstick,
      yardstick: { what: 'tree-sitter full parse', value: yardstick, unit: 'ms' },
    };
  });
}

export default async function bench(): Promise<readonly Row[]> {
  const catalog = builtInCatalog();
  const texts = textsWithoutConcepts((text) => catalog.mayHold(text));
  const files = texts.map((text) => new TextEncoder().encode(text));
  const times = processorTime(rounds, () => files.forEach((file) => catalog.mayHold(file)), 1);
  const value = sizeOf(texts) / 1000 / median(times);
  const other = ripgrepSpeed(texts, searched(catalog.entries()));
  return [
    {
      what: 'prefilter, files that name no concept',
      value,
      unit: 'MB/s',
      budget: '>= 100 MB/s',
      held: value >= 100,
      ...(other !== undefined && { yardstick: { what: 'ripgrep, one thread', value: other, unit: 'MB/s' } }),
    },
    await scanned(
      'folder where a file in five names concepts',
      catalog,
      repeated(40, [none, none, 8, none, none]),
    ),
    await scanned('files that pass, few answers', catalog, repeated(10, [8])),
    await scanned('files that pass, an answer in two lines', catalog, repeated(10, [1])),
  ];
}
