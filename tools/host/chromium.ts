/** A headless Chromium: the one of the system, Playwright's, or one whose binary lies in an npm package. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { chromium, type Browser } from 'playwright-core';
import { installed } from './cache';

export interface Chromium {
  readonly path: string;
  readonly args: readonly string[];
  readonly env: Record<string, string>;
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
const places: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [...names.map((name) => `/usr/bin/${name}`), '/snap/bin/chromium', '/opt/google/chrome/chrome'],
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
    (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
  ),
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'].flatMap((variable) =>
    ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((path) =>
      join(process.env[variable] ?? '', path),
    ),
  ),
};

/** Finds or installs a Chromium. GLOSS_CHROMIUM=npm skips those of the machine. Rejects when none can be had. */
export async function findChromium(): Promise<Chromium> {
  const chosen = process.env['CHROME_PATH'];
  if (chosen) {
    if (!existsSync(chosen)) throw new Error(`CHROME_PATH names ${chosen}, which does not exist.`);
    return { path: chosen, args: [], env: {} };
  }
  if (process.env['GLOSS_CHROMIUM'] !== 'npm') {
    const path = [...(places[process.platform] ?? []), chromium.executablePath()].find(
      (p) => p && existsSync(p),
    );
    if (path) return { path, args: [], env: {} };
  }
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No Chromium found. Install Chrome or Chromium, or set CHROME_PATH to one.');
  return chromiumFromNpm();
}

/** @sparticuz/chromium carries binary and libraries as Brotli archives; its own loader has unfit defaults. */
async function chromiumFromNpm(): Promise<Chromium> {
  const folder = await installed('chromium-153', '@sparticuz/chromium@153', async (aside) => {
    const bin = join(aside, 'node_modules/@sparticuz/chromium/bin');
    const target = join(aside, 'unpacked');
    await mkdir(target);
    const chrome = brotliDecompressSync(await readFile(join(bin, 'chromium.br')));
    await writeFile(join(target, 'chromium'), chrome, { mode: 0o755 });
    for (const name of ['al2023', 'fonts', 'swiftshader']) {
      const archive = [`${name}.tar.br`, `x64/${name}.tar.br`].map((f) => join(bin, f)).find(existsSync);
      if (!archive) throw new Error(`@sparticuz/chromium has no ${name}.tar.br in ${bin}.`);
      const tar = join(target, `${name}.tar`);
      await writeFile(tar, brotliDecompressSync(await readFile(archive)));
      execFileSync('tar', ['-xf', tar, '-C', target]);
      await rm(tar);
    }
    await writeFile(join(target, 'fonts.conf'), fontsConfiguration);
  });
  const target = join(folder, 'unpacked');
  return {
    path: join(target, 'chromium'),
    args: ['--headless=shell', '--no-zygote'],
    env: { LD_LIBRARY_PATH: join(target, 'lib'), FONTCONFIG_PATH: target },
  };
}

const fontsConfiguration = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

let browser: Promise<Browser> | undefined;

/** The browser of this process, started on first use and said aloud. Opening contexts is up to the caller. */
export function launchChromium(): Promise<Browser> {
  browser ??= findChromium().then(async ({ path, args, env }) => {
    const started = await chromium.launch({
      executablePath: path,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', ...background, ...args],
      env: { ...definedEnvironment(), ...env },
    });
    console.log(`Browser: Chromium ${started.version()} at ${path}`);
    return started;
  });
  return browser;
}

const background = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).filter((pair): pair is [string, string] => !!pair[1]),
  );
}
