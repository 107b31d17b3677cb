/** Packs the extension as a user gets it, from what is built in dist/. */
import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './cache';
import { temporaryFolder } from './processes';

const vsce = join(root, 'node_modules/@vscode/vsce/vsce');

function run(args: readonly string[]): string {
  return execFileSync(process.execPath, [vsce, ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

let file: Promise<string> | undefined;

/** The packed extension of this run; GLOSS_VSIX names one that a parent process packed. */
export function packed(): Promise<string> {
  const given = process.env['GLOSS_VSIX'];
  if (given) return Promise.resolve(given);
  file ??= Promise.resolve().then(() => {
    const path = join(temporaryFolder('vsix'), 'gloss.vsix');
    run([
      'package',
      '--no-dependencies',
      '--allow-missing-repository',
      '--no-rewrite-relative-links',
      '--out',
      path,
    ]);
    console.log(`Packed ${path}: ${(statSync(path).size / 1e6).toFixed(2)} MB`);
    return path;
  });
  return file;
}

/** Every file that the packed extension holds, sorted, with forward slashes. */
export function packedFiles(): string[] {
  return run(['ls', '--no-dependencies']).split(/\r?\n/).filter(Boolean).sort();
}
