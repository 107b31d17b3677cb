/** `gloss import`: raw glossary text to concept files. */
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { GrammarFiles } from '../resolver/grammars';
import { importGlossary, type ImportResult, type TargetFiles } from '../importer/import';
import { slug } from '../importer/draft';
import { parseOptions, printJson, UsageError, type Command } from './command';
import { dist, loadCatalog } from './data';

const usage = 'gloss import <raw> --out DIR [--json]';

export const importRaw: Command = async (argv) => {
  const { values, positionals } = parseOptions(
    argv,
    { out: { type: 'string' }, json: { type: 'boolean' } },
    usage,
  );
  const [raw, ...rest] = positionals;
  if (raw === undefined || rest.length > 0 || values.out === undefined)
    throw new UsageError(`usage: ${usage}`);
  const info = await stat(raw).catch(() => undefined);
  if (!info?.isFile()) throw new UsageError(`gloss: no such file: ${raw}`);
  const out = resolve(values.out);
  const target = await folder(out);
  // Of a large text little is kept, and much is thrown away: collect it early rather than let the heap grow.
  setFlagsFromString('--heap-growing-percent=25');
  const stop = interruption();
  const catalog = await loadCatalog();
  const result = await importGlossary({
    fileName: basename(raw),
    open: () => createReadStream(raw, { encoding: 'utf8', highWaterMark: 1 << 18 }) as AsyncIterable<string>,
    target,
    compiles: await texCheck(),
    isCancelled: () => stop.isAsked,
    grammars,
    known: [...catalog.entries()].map(({ id, title, words }) => ({
      id,
      title,
      words: (words ?? []).filter((word) => typeof word === 'string'),
    })),
  });
  if (result.isCancelled) {
    process.stderr.write(
      'gloss: interrupted; the files that were written are whole, and the next run goes on\n',
    );
    return 1;
  }
  if (result.entries.length > 0 && (await target.read('pack.json')) === undefined)
    await target.write(
      'pack.json',
      `${JSON.stringify({ name: slug(basename(out)), version: '0.1.0', formatVersion: '1.0' }, null, 2)}\n`,
    );
  if (values.json)
    printJson({
      entries: result.entries,
      concepts: result.concepts,
      merged: result.merged,
      doubts: result.doubts,
    });
  else process.stdout.write(summary(result, out));
  return result.entries.length > 0 ? 0 : 1;
};

const grammars: GrammarFiles = { read: (name) => readFile(join(dist, 'grammars', `${name}.wasm`)) };

/** Ctrl+C ends the import behind the file that is being written. */
function interruption(): { readonly isAsked: boolean } {
  const state = { isAsked: false };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => (state.isAsked = true));
  return state;
}

/** KaTeX, which is read for this alone. */
async function texCheck(): Promise<(tex: string) => boolean> {
  const { default: katex } = await import('katex');
  return (tex) => {
    try {
      katex.renderToString(tex, texOptions);
      return true;
    } catch {
      return false;
    }
  };
}

const texOptions = {
  throwOnError: true,
  strict: 'ignore',
  trust: false,
  maxExpand: 100,
  output: 'mathml',
} as const;

/** Files are written beside their place and then moved there. */
async function folder(path: string): Promise<TargetFiles> {
  try {
    await mkdir(path, { recursive: true });
    // What a run that was killed left behind.
    const left = (await readdir(path)).filter((name) => /^\..+\.\d+\.part$/.test(name));
    for (const name of left) await rm(join(path, name), { force: true });
  } catch (error) {
    throw new UsageError(`gloss: ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return {
    read: (name) => readFile(join(path, name), 'utf8').catch(() => undefined),
    async write(name, text) {
      const made = join(path, `.${name}.${process.pid}.part`);
      try {
        await writeFile(made, text);
        await rename(made, join(path, name));
      } catch (error) {
        await rm(made, { force: true });
        throw new UsageError(
          `gloss: ${join(path, name)}: ${error instanceof Error ? error.message : String(error)}`,
        );
      }
    },
  };
}

const shownDoubts = 40;

function summary({ entries, concepts, merged, doubts }: ImportResult, out: string): string {
  const counts = new Map<string, number>();
  for (const { code } of doubts) counts.set(code, (counts.get(code) ?? 0) + 1);
  const lines = doubts.slice(0, shownDoubts).map(({ line, code, text }) => `${line}: ${code}: ${text}`);
  if (doubts.length > shownDoubts) lines.push(`… and ${doubts.length - shownDoubts} more; --json lists all.`);
  const kinds = [...counts].map(([code, count]) => `${count} ${code}`).join(', ');
  return `${entries.length} entries became ${concepts} concepts in ${out}; ${merged.length} were merged into others.\n${doubts.length} doubts${kinds ? ` (${kinds})` : ''}\n${lines.map((line) => `${line}\n`).join('')}`;
}
