/** `gloss pack check`: what is wrong with a folder of concept files. */
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { PackReader, parsePackFile } from '../catalog/pack';
import type { Problem } from '../util/problem';
import { parseOptions, printJson, UsageError, type Command } from './command';
import { loadCatalog } from './data';

const usage = 'gloss pack check <dir> [--json]';

export const pack: Command = async (argv) => {
  const { values, positionals } = parseOptions(argv, { json: { type: 'boolean' } }, usage);
  const [action, folder, ...rest] = positionals;
  if (action !== 'check' || folder === undefined || rest.length > 0) throw new UsageError(`usage: ${usage}`);
  if (!(await stat(folder).catch(() => undefined))?.isDirectory())
    throw new UsageError(`gloss: no such folder: ${folder}`);
  const { name, problems, concepts } = await check(folder);
  if (values.json) printJson({ pack: name ?? null, concepts, problems });
  else {
    for (const { file, line, column, severity, message, code } of problems)
      process.stdout.write(`${file}:${line}:${column}: ${severity}: ${message} [${code}]\n`);
    process.stdout.write(`${concepts} concepts, ${problems.length} problems\n`);
  }
  return problems.some(({ severity }) => severity === 'error') ? 1 : 0;
};

async function check(
  folder: string,
): Promise<{ name?: string; concepts: number; problems: readonly Problem[] }> {
  const catalog = await loadCatalog();
  const text = await readFile(join(folder, 'pack.json'), 'utf8').catch(() => undefined);
  const head =
    text === undefined
      ? {
          problems: [
            missing('pack.json', `This folder has no pack.json with name, version and formatVersion.`),
          ],
        }
      : parsePackFile(text, 'pack.json');
  const reader = new PackReader(
    head.pack?.name ?? folder,
    new Set([...catalog.entries()].map(({ id }) => id)),
  );
  const names = (await readdir(folder, { recursive: true })).map((name) => name.replaceAll('\\', '/'));
  const unreadable: Problem[] = [];
  for (const name of names
    .filter((candidate) => candidate.endsWith('.md') && !/^readme\.md$/i.test(candidate))
    .sort()) {
    const file = await readFile(join(folder, name), 'utf8').catch((error: Error) => error);
    if (file instanceof Error) unreadable.push(missing(name, file.message));
    else reader.add(name, file);
  }
  const { entries, problems } = reader.end();
  return {
    ...(head.pack && { name: head.pack.name }),
    concepts: entries.length,
    problems: [...head.problems, ...unreadable, ...problems],
  };
}

function missing(file: string, message: string): Problem {
  return { code: 'file', message, severity: 'error', file, line: 1, column: 1 };
}
