/** Brings a fresh clone to the point where its tools run: the right Node and the packages of package-lock.json. */
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..');

const ends = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in the project; gives its exit code. It ends when this process is told to.
 * @param options those of spawn; `hear` gets what it prints, which is shown otherwise
 */
export function run(command, args, { hear, ...options } = {}) {
  return new Promise((done, fail) => {
    const output = hear ? 'pipe' : 'inherit';
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', output, output], ...options });
    if (hear) for (const stream of [child.stdout, child.stderr]) stream.on('data', hear);
    const pass = (signal) => child.kill(signal);
    const leave = () => ends.forEach((signal) => process.off(signal, pass));
    for (const signal of ends) process.on(signal, pass);
    child.once('close', (code) => (leave(), done(code ?? 1)));
    child.once('error', (error) => (leave(), fail(error)));
  });
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'));
  } catch {
    return undefined;
  }
}

/** True when node_modules holds exactly the versions of the lock file, but for optional ones. */
function upToDate() {
  const wanted = readJson('package-lock.json')?.packages ?? {};
  const found = readJson('node_modules/.package-lock.json')?.packages;
  if (!found) return false;
  return Object.entries(wanted).every(
    ([path, { version, optional, link }]) =>
      path === '' || optional || link || found[path]?.version === version,
  );
}

function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`Gloss needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

/** Installs the packages when they are missing or older than the lock file; ends the process when that fails. */
export async function setup() {
  checkNode();
  if (upToDate()) return;
  const start = Date.now();
  const seconds = () => Math.round((Date.now() - start) / 1000);
  console.log('Installing packages (npm ci), about half a minute …');
  const progress = setInterval(() => console.log(`  still installing (${seconds()} s)`), 10_000);
  const npm = process.env.npm_execpath?.endsWith('.js')
    ? [process.execPath, process.env.npm_execpath]
    : [process.platform === 'win32' ? 'npm.cmd' : 'npm'];
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const code = await run(npm[0], [...npm.slice(1), ...args, '--loglevel=error'], {
    shell: npm.length === 1 && process.platform === 'win32',
  });
  clearInterval(progress);
  if (code !== 0) {
    console.error(`npm ci failed (exit ${code}).`);
    process.exit(1);
  }
  console.log(`Packages installed in ${seconds()} s.`);
}

/** Writes generated sources, the catalog and the bundles. */
export async function buildAll() {
  const steps = [
    ['tools/generate.mjs'],
    ['--import', 'tsx', 'tools/build-catalog.ts'],
    ['esbuild.mjs', ...(process.argv.includes('--dev') ? ['--dev'] : [])],
  ];
  for (const step of steps) {
    const code = await run(process.execPath, step);
    if (code !== 0) throw new Error(`The build failed at: node ${step.join(' ')}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  await setup();
  if (process.argv[2] === 'build') {
    await buildAll().catch((error) => {
      console.error(error.message);
      process.exit(1);
    });
  }
}
