/** Where the hosts for tests live, and how packages that carry them get there. */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Downloaded editors and browsers: `.vscode-test/`, or GLOSS_CACHE to share one between clones. */
export const cache = resolve(root, process.env['GLOSS_CACHE'] ?? '.vscode-test');

const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error', '--no-package-lock'];

/** npm is started through the Node that runs us: on Windows `npm` is a script that spawn cannot start. */
function npmCommand(): [string, string[]] {
  const cli = process.env['npm_execpath'];
  if (cli?.endsWith('.js')) return [process.execPath, [cli]];
  return process.platform === 'win32' ? ['cmd', ['/c', 'npm']] : ['npm', []];
}

/** Runs `npm install` in a folder; rejects with npm's own words. */
export async function npmInstall(folder: string, args: readonly string[]): Promise<void> {
  const [command, first] = npmCommand();
  const child = spawn(command, [...first, 'install', ...flags, ...args], {
    cwd: folder,
    env: { ...process.env, npm_config_local_prefix: folder, npm_config_workspaces: 'false' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const code = await new Promise<number | null>((done, fail) => child.once('exit', done).once('error', fail));
  if (code !== 0) throw new Error(`npm install ${args.join(' ')} in ${folder} failed:\n${output.trim()}`);
}

/**
 * A folder of the cache with a package installed in it. Installs aside and renames, so a broken or a parallel install
 * leaves nothing half done.
 */
export async function installed(
  name: string,
  spec: string,
  finish: (folder: string) => Promise<void> = async () => {},
): Promise<string> {
  const folder = join(cache, name);
  if (existsSync(folder)) return folder;
  const aside = `${folder}.${process.pid}.part`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(aside, { recursive: true });
  await writeFile(join(aside, 'package.json'), '{ "private": true }\n');
  const start = Date.now();
  console.log(`Installing ${spec} into ${folder} …`);
  try {
    await npmInstall(aside, [spec]);
    await finish(aside);
    await rename(aside, folder);
  } catch (error) {
    await rm(aside, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
  console.log(`Installed ${spec} in ${((Date.now() - start) / 1000).toFixed(1)} s.`);
  return folder;
}
