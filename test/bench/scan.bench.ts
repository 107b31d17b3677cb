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

/** The concepts in files that pass, beside a mere parse of them. `every`: one block in so many names concepts. */
async function passing(catalog: Catalog, every: number): Promise<Row> {
  const resolver = await pythonResolver();
  const parser = new Parser();
  parser.setLanguage(await Language.load(await readFile(join(dist, 'grammars/python.wasm'))));
  const texts = Array.from({ length: 10 }, (_, i) => `seed = ${i}\n${longPythonFile(500, every)}`);
  let answers = 0;
  const scan = (text: string, i: number): void => {
    const document = { uri: `file:///${i}.py`, version: 1, languageId: 'python', text };
    const analysis = resolver.analyze(document);
    answers += Array.from(conceptsIn(catalog, analysis)).length;
    resolver.forget(document.uri);
  };
  const ours = median(processorTime(rounds, () => texts.forEach(scan), warm));
  const perFile = Math.round(answers / (rounds + warm) / texts.length);
  const theirs = median(
    processorTime(rounds, () => texts.forEach((text) => parser.parse(text)?.delete()), warm),
  );
  resolver.dispose();
  return {
    what: `files that pass, 10 x 500 lines, ${perFile} answers each`,
    value: ours,
    unit: 'ms',
    budget: '< 1.5 x',
    held: ours < 1.5 * theirs,
    yardstick: { what: 'tree-sitter full parse', value: theirs, unit: 'ms' },
  };
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
    await passing(catalog, 8),
    await passing(catalog, 1),
  ];
}
