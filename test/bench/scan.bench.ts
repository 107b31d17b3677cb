/** A scan over many files: the prefilter, beside ripgrep with the same words, and the files that pass it. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Language, Parser } from 'web-tree-sitter';
import type { Catalog } from '../../src/catalog/catalog';
import type { Entry } from '../../src/catalog/entry';
import type { Analysis } from '../../src/resolver/site';
import { conceptAt, conceptsIn } from '../../src/hints/concept-at';
import { temporaryFolder } from '../../tools/host/processes';
import { median, processorTimes, timeBoth, type Row } from './bench';
import { builtInCatalog, dist, pythonResolver } from './program';
import { longPythonFile } from './python-file';

const root = join(import.meta.dirname, '../..');
const rounds = 9;
/** Rounds before: a scan runs over thousands of files. */
const warm = 30;

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

/** Runs ripgrep on the same bytes with the same words. */
function ripgrepOn(texts: readonly string[], phrases: readonly string[]): (() => void) | undefined {
  const program = ripgrep();
  if (program === undefined) return undefined;
  const folder = temporaryFolder('scan');
  writeFileSync(join(folder, 'words'), phrases.join('\n'));
  texts.forEach((text, i) => writeFileSync(join(folder, `${i}.ts`), text));
  const args = ['--fixed-strings', '--ignore-case', '--file', 'words', '--files-with-matches', '--threads=1'];
  return () => {
    execFileSync(program, [...args, '--glob=*.ts', '.'], {
      cwd: folder,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  };
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
  /** Scans a file and gives the offsets of its answers. */
  ours(file: Uint8Array): number[];
  /** A mere parse. */
  parse(text: string): void;
  /** A parse and the same answers, asked for where they are known to be. */
  told(text: string, answers: readonly number[]): void;
}

async function withScan<T>(catalog: Catalog, use: (scan: Scan) => T): Promise<T> {
  const resolver = await pythonResolver();
  const parser = new Parser();
  parser.setLanguage(await Language.load(await readFile(join(dist, 'grammars/python.wasm'))));
  const decoder = new TextDecoder();
  const uri = 'file:///scanned.py';
  let version = 0;
  const analyzed = <U>(text: string, read: (analysis: Analysis) => U): U => {
    const value = read(resolver.analyze({ uri, version: ++version, languageId: 'python', text }));
    resolver.forget(uri);
    return value;
  };
  const value = use({
    ours: (file) =>
      catalog.mayHold(file)
        ? analyzed(decoder.decode(file), (analysis) =>
            Array.from(conceptsIn(catalog, analysis), ({ site }) => site.range.start),
          )
        : [],
    parse: (text) => parser.parse(text)?.delete(),
    told: (text, answers) =>
      analyzed(text, (analysis) => {
        for (const at of answers) conceptAt(catalog, analysis, analysis.siteAt(at)!);
      }),
  });
  parser.delete();
  resolver.dispose();
  return value;
}

/**
 * Files of 500 lines. @param every by file, one block in so many names concepts
 * @param yardstick a parse of all, or, where every file is full of concepts, a parse and a look at each answer: that
 * alone, without a search for the places, takes up to twice as long as the parse
 */
function scanned(
  what: string,
  catalog: Catalog,
  every: readonly number[],
  yardstick: 'parse' | 'told',
): Promise<Row> {
  const texts = every.map((blocks, i) => `seed = ${i}\n${longPythonFile(500, blocks)}`);
  const files = texts.map((text) => new TextEncoder().encode(text));
  return withScan(catalog, ({ ours, parse, told }) => {
    const answers = files.map(ours);
    const [value, parsed, looked] = processorTimes(
      rounds,
      [
        () => files.forEach(ours),
        () => texts.forEach(parse),
        () => texts.forEach((text, i) => told(text, answers[i]!)),
      ],
      warm,
    ).map(median) as [number, number, number];
    const other = yardstick === 'parse' ? parsed : looked;
    const alone = yardstick === 'parse' ? '' : `; ${(value / parsed).toFixed(2)} x the parse alone`;
    return {
      what: `${what}, ${files.length} x 500 lines (${answers.flat().length} answers${alone})`,
      value,
      unit: 'ms',
      budget: '< 1.5 x',
      held: value < 1.5 * other,
      yardstick: {
        what: `tree-sitter full parse${yardstick === 'parse' ? '' : ' and a look at each answer'}`,
        value: other,
        unit: 'ms',
      },
    };
  });
}

/** Of 5,883 Python files of 60 public repositories 44 % pass, with an answer in 21 lines; a tenth has one in 5. */
const usual = 12;
const dense = 3;

export default async function bench(): Promise<readonly Row[]> {
  const catalog = builtInCatalog();
  const texts = textsWithoutConcepts((text) => catalog.mayHold(text));
  const files = texts.map((text) => new TextEncoder().encode(text));
  const other = ripgrepOn(texts, searched(catalog.entries()));
  const [ours, theirs] = timeBoth(
    rounds,
    () => files.forEach((file) => catalog.mayHold(file)),
    () => other?.(),
    2,
  ).map((times) => sizeOf(texts) / 1000 / median(times)) as [number, number];
  return [
    {
      what: 'prefilter, files that name no concept',
      value: ours,
      unit: 'MB/s',
      budget: '>= 100 MB/s, or than ripgrep on a slower machine',
      held: ours >= 100 || (other !== undefined && ours >= theirs),
      ...(other && { yardstick: { what: 'ripgrep, one thread', value: theirs, unit: 'MB/s' } }),
    },
    await scanned(
      'folder like public ML code',
      catalog,
      repeated(45, [usual, none, usual, none, usual, none, usual, none, none]),
      'parse',
    ),
    await scanned('files that pass', catalog, repeated(10, [usual]), 'told'),
    await scanned('files that pass, dense', catalog, repeated(10, [dense]), 'told'),
  ];
}
