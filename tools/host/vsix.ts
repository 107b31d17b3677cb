/** Packs the extension as a user gets it, from what is built in dist/. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { cache, root } from './cache';

const vsce = join(root, 'node_modules/@vscode/vsce/vsce');

function run(args: readonly string[]): string {
  return execFileSync(process.execPath, [vsce, ...args], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

let file: Promise<string> | undefined;

/** The packed extension of this run. */
export function packed(): Promise<string> {
  file ??= Promise.resolve().then(() => {
    mkdirSync(cache, { recursive: true });
    const path = join(cache, `gloss-${process.pid}.vsix`);
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
