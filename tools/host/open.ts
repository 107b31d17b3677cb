/** Opens examples/ in a VS Code with Gloss: on the desktop, else on loopback for any browser. `--browser` skips the desktop. */
import { execFileSync, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { builtExtension } from './bundle';
import { cache, root } from './cache';
import { codeServer, freshDataFolder, installExtension, startServer } from './code-server';
import { findDesktop } from './desktop';
import { packed } from './vsix';

const examples = join(root, 'examples');

/** The `code` of this machine, when it is a desktop VS Code that can show a window. */
function installedCode(): string | undefined {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY'])
    return undefined;
  try {
    execFileSync('code', ['--version'], {
      stdio: 'ignore',
      shell: process.platform === 'win32',
      timeout: 10_000,
    });
    return 'code';
  } catch {
    return undefined;
  }
}

async function onDesktop(): Promise<boolean> {
  const found = installedCode() ?? (await findDesktop());
  const executable = typeof found === 'object' ? found.executable : found === 'code' ? found : undefined;
  if (!executable) {
    console.log(`No desktop VS Code: ${String(found)}.`);
    return false;
  }
  const profile = join(cache, 'start/profile');
  const extension = builtExtension('desktop', join(cache, 'start/extension'));
  mkdirSync(profile, { recursive: true });
  const args = [
    examples,
    `--extensionDevelopmentPath=${extension}`,
    '--new-window',
    '--user-data-dir',
    profile,
  ];
  console.log(`Opening examples/ in ${executable}.`);
  const shell = process.platform === 'win32';
  const child = spawn(shell ? `"${executable}"` : executable, args, {
    stdio: 'ignore',
    detached: true,
    shell,
  });
  child.unref();
  return true;
}

/** The packed extension is installed, as users have it: no page may name code of its own choice. */
async function inBrowser(): Promise<void> {
  const { vscode } = await codeServer('current');
  const dataFolder = freshDataFolder({ 'workbench.startupEditor': 'none', 'chat.disableAIFeatures': true });
  await installExtension('current', dataFolder, await packed());
  const token = randomBytes(16).toString('hex');
  const server = await startServer({ version: 'current', dataFolder, token, trust: true, testDriver: false });
  const query = new URLSearchParams({ tkn: token, folder: examples });
  console.log(
    `\nVS Code ${vscode} with Gloss and examples/ runs at\n\n  http://127.0.0.1:${server.port}/?${query}\n`,
  );
  console.log('Open it in a browser; only this machine can reach it. Ctrl+C ends it.');
  await server.ended;
}

if (process.argv.includes('--browser') || !(await onDesktop())) await inBrowser();
process.exit();
