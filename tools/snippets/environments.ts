/**
 * The Python environments that snippets run in: one per file of `envs/`, each with exact versions, made once in
 * ~/.cache/gloss/snippets (GLOSS_SNIPPETS moves it) and made anew when its file changes.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { Requirement } from '../../src/catalog/snippet';
import { execute } from './execute';

const cache = process.env['GLOSS_SNIPPETS'] ?? join(homedir(), '.cache/gloss/snippets');
const windows = process.platform === 'win32';
const systemPython = process.env['PYTHON'] ?? (windows ? 'python' : 'python3');

export interface Environment {
  readonly name: string;
  /** Exact version by normalised package name. */
  readonly packages: ReadonlyMap<string, string>;
  /** The comment at the head of the file: what it holds, how large it is. */
  readonly about: string;
  readonly file: string;
  readonly text: string;
}

/** PEP 503: `Scikit_Learn` and `scikit-learn` are one package. */
function normalised(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** All environments, smallest list first: a snippet takes the first that holds what it needs. */
export async function environments(folder: string): Promise<Environment[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.txt'));
  const found = await Promise.all(
    files.map(async (name) => {
      const file = join(folder, name);
      const text = await readFile(file, 'utf8');
      const pins = [...text.matchAll(/^([\w.-]+)==([^\s;]+)/gm)];
      const packages = new Map(pins.map((pin) => [normalised(pin[1]!), pin[2]!]));
      return { name: name.slice(0, -4), packages, about: /^# (.*)/.exec(text)?.[1] ?? '', file, text };
    }),
  );
  return found.sort((a, b) => a.packages.size - b.packages.size);
}

/** The first environment with every package that is needed. */
export function environmentFor(
  needs: readonly Requirement[],
  all: readonly Environment[],
): Environment | undefined {
  return all.find((environment) => needs.every((need) => environment.packages.has(normalised(need.package))));
}

export function versionIn(environment: Environment, name: string): string | undefined {
  return environment.packages.get(normalised(name));
}

/** Makes the environment where it does not exist yet; returns its Python. Rejects with pip's own words. */
export async function ensure(environment: Environment): Promise<string> {
  const folder = join(cache, environment.name);
  const python = join(folder, windows ? 'Scripts/python.exe' : 'bin/python');
  const mark = join(folder, 'gloss-ready');
  const hash = createHash('sha256').update(environment.text).digest('hex');
  const ready = await readFile(mark, 'utf8').catch(() => '');
  if (ready === hash && existsSync(python)) return python;
  await checkPython();
  console.log(`Making the environment ${environment.name} in ${folder}. ${environment.about}`);
  const start = Date.now();
  await rm(mark, { force: true });
  await mkdir(cache, { recursive: true });
  await must(systemPython, ['-m', 'venv', folder]);
  await must(python, ['-m', 'pip', 'install', '--quiet', '--upgrade', 'pip']);
  await must(python, ['-m', 'pip', 'install', '--quiet', '--no-compile', '-r', environment.file]);
  await writeFile(mark, hash);
  console.log(`Made ${environment.name} in ${Math.round((Date.now() - start) / 1000)} s.`);
  return python;
}

async function checkPython(): Promise<void> {
  const { code, output } = await execute(
    systemPython,
    ['-c', 'import sys; print(sys.version_info >= (3, 11), sys.version.split()[0])'],
    { seconds: 20 },
  );
  if (code !== 0)
    throw new Error(`'${systemPython}' does not run: install Python 3.11 or set PYTHON to its path.`);
  if (!output.startsWith('True'))
    throw new Error(`The environments need Python 3.11 or later, not ${output.trim()}: set PYTHON to its path.`);
}

async function must(command: string, args: readonly string[]): Promise<void> {
  const { code, output } = await execute(command, args, { seconds: 3600 });
  if (code !== 0) throw new Error(`${[command, ...args].join(' ')}\n${output.trim()}`);
}
