/** Packs the extension as a user gets it, from what is built in dist/. */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './cache';
import { temporaryFolder } from './processes';

const vsce = join(root, 'node_modules/@vscode/vsce/vsce');

/** What .vscodeignore lets through, and itself. vsce would list every file of the tree, downloaded editors too. */
const parts = ['package.json', '.vscodeignore', 'README.md', 'CHANGELOG.md', 'LICENSE', 'dist', 'media'];

function run(args: readonly string[]): string {
  const cwd = temporaryFolder('pack');
  for (const part of parts)
    if (existsSync(join(root, part))) cpSync(join(root, part), join(cwd, part), { recursive: true });
  return execFileSync(process.execPath, [vsce, ...args, '--no-dependencies'], {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

let file: Promise<string> | undefined;

/** The packed extension of this run; GLOSS_VSIX names one that a parent process packed. */
export function packed(): Promise<string> {
  const given = process.env['GLOSS_VSIX'];
  if (given) return Promise.resolve(given);
  file ??= Promise.resolve().then(() => pack(join(temporaryFolder('vsix'), 'gloss.vsix')));
  return file;
}

/** Packs into a file and gives its path. */
export function pack(path: string): string {
  run(['package', '--allow-missing-repository', '--no-rewrite-relative-links', '--out', path]);
  console.log(`Packed ${path}: ${(statSync(path).size / 1e6).toFixed(2)} MB`);
  return path;
}

/** Every file that the packed extension holds, sorted, with forward slashes. */
export function packedFiles(): string[] {
  return run(['ls']).split(/\r?\n/).filter(Boolean).sort();
}
