/**
 * The Python environments that snippets run in: one for each `envs/<name>.txt`, which pins every package, made once in
 * ~/.cache/gloss/snippets (GLOSS_SNIPPETS moves it). Its folder is named after what the list pins, so that copies of
 * the project with different lists do not take each other's away.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Requirement } from '../../src/catalog/snippet';
import { compareVersions } from './version';
import { cache, programIn, pythonVersion, systemPython, uv } from './python';

export interface Environment {
  readonly name: string;
  /** Exact version by normalised package name. */
  readonly packages: ReadonlyMap<string, string>;
  /** The comment at the head of the file: what it holds, how large it is. */
  readonly about: string;
  readonly file: string;
  /** The lines that pin packages, as they stand. */
  readonly pins: readonly string[];
}

/** PEP 503: `Scikit_Learn` and `scikit-learn` are one package. */
function normalised(name: string): string {
  return name.toLowerCase().replace(/[-_.]+/g, '-');
}

/** All environments, shortest list first. */
export async function environments(folder: string): Promise<Environment[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.txt'));
  const found = await Promise.all(
    files.map(async (name) => {
      const file = join(folder, name);
      const text = await readFile(file, 'utf8');
      const lines = text.split('\n').map((line) => line.trim());
      const pins = lines.filter((line) => line !== '' && !line.startsWith('#'));
      const packages = new Map(
        pins.map((pin) => {
          const [, given, version] = /^([\w.-]+)==([^\s;]+)/.exec(pin) ?? [];
          if (!version) throw new Error(`${file}: '${pin}' pins no version: write 'name==version'.`);
          return [normalised(given!), version];
        }),
      );
      return { name: name.slice(0, -4), packages, about: /^# (.*)/.exec(text)?.[1] ?? '', file, pins };
    }),
  );
  return found.sort((a, b) => a.packages.size - b.packages.size || (a.name < b.name ? -1 : 1));
}

/** Of the environments with every package, new enough, the one with the newest of them, then the smallest. */
export function environmentFor(
  needs: readonly Requirement[],
  all: readonly Environment[],
): Environment | undefined {
  const fit = all.filter((environment) =>
    needs.every((need) => suits(need, versionIn(environment, need.package))),
  );
  const newer = (a: Environment, b: Environment): number =>
    needs
      .map((need) => compareVersions(versionIn(b, need.package)!, versionIn(a, need.package)!))
      .find((order) => order !== 0) ?? 0;
  return fit.sort(newer)[0];
}

/** Whether a version is there and not below the least that is asked for. */
export function suits({ version: least }: Requirement, version: string | undefined): boolean {
  return version !== undefined && (least === undefined || compareVersions(version, least) >= 0);
}

export function versionIn(environment: Environment, name: string): string | undefined {
  return environment.packages.get(normalised(name));
}

/** Where the environment lies, or will lie, for a Python of that version. */
export function folderOf(environment: Environment, python: string): string {
  const key = createHash('sha256')
    .update([python, ...environment.pins].join('\n'))
    .digest('hex');
  return join(cache, `${environment.name}-${key.slice(0, 12)}`);
}

/**
 * Makes the environment where it does not exist yet; returns its Python. It appears under its name only when it is
 * complete; of two that make it at once, the first wins. Rejects with uv's own words.
 */
export async function ensure(environment: Environment): Promise<string> {
  const folder = folderOf(environment, await pythonVersion());
  const python = programIn(folder, 'python');
  if (existsSync(python)) return python;
  console.log(`Making the environment ${environment.name} in ${folder}. ${environment.about}`);
  const start = Date.now();
  const partial = `${folder}.partial-${process.pid}`;
  try {
    await uv(['venv', '--quiet', '--clear', '--python', systemPython, partial]);
    const into = ['--python', programIn(partial, 'python')];
    await uv([
      'pip',
      'install',
      '--quiet',
      '--no-deps',
      '--compile-bytecode',
      ...into,
      '-r',
      environment.file,
    ]);
    await rename(partial, folder).catch((error: Error) => {
      if (!existsSync(python)) throw error;
    });
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
  console.log(`Made ${environment.name} in ${Math.round((Date.now() - start) / 1000)} s.`);
  return python;
}
