/** Builds what goes into the extension host beside Gloss: the bridge, the tests, and a copy of Gloss for the web host. */
import { cpSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type BuildOptions, type Plugin } from 'esbuild';
import { root } from './cache';
import { temporaryFolder } from './processes';

const common: BuildOptions = {
  bundle: true,
  format: 'cjs',
  target: 'es2022',
  external: ['vscode'],
  sourcemap: 'inline',
  logLevel: 'warning',
};

/** Test files of test/editor; those that end in .ui.test.ts run in the runner instead. */
export function testFiles(kind: 'host' | 'ui' | 'smoke'): string[] {
  return readdirSync(join(root, 'test/editor'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && name.endsWith('.ui.test.ts') === (kind === 'ui'))
    .filter((name) => kind !== 'smoke' || /(^|[/\\])smoke[^/\\]*$/.test(name))
    .sort()
    .map((name) => join(root, 'test/editor', name));
}

/**
 * Bundles test files with mocha to one CommonJS file that exports `run`. VS Code runs it in the host of the extension
 * whose folder it lies in, and in the Node host when it lies in none.
 */
export async function bundleTests(
  files: readonly string[],
  host: 'node' | 'web',
  folder = temporaryFolder('tests'),
): Promise<string> {
  const tests: Plugin = {
    name: 'tests',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^gloss:tests$/ }, () => ({ path: 'tests', namespace: 'gloss' }));
      onLoad({ filter: /.*/, namespace: 'gloss' }, () => ({
        contents: files.map((file) => `import ${JSON.stringify(file)};`).join('\n'),
        resolveDir: root,
      }));
    },
  };
  const outfile = join(folder, 'run.cjs');
  await build({
    ...common,
    ...(host === 'web' ? inWorker : inNode),
    entryPoints: [join(root, 'test/editor/run.ts')],
    outfile,
    plugins: [tests, mochaAsGlobal],
  });
  return outfile;
}

/** mocha's browser build would otherwise take the `module.exports` of the whole bundle for its own. */
const mochaAsGlobal: Plugin = {
  name: 'mocha-as-global',
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]mocha[/\\]mocha\.js$/ }, ({ path }) => ({
      contents: `const module = undefined, exports = undefined;\n${readFileSync(path, 'utf8')}`,
    }));
  },
};

/** The ES module of web-tree-sitter asks for `import.meta`, which CommonJS has not. */
const inNode: BuildOptions = {
  platform: 'node',
  alias: { 'web-tree-sitter': join(root, 'node_modules/web-tree-sitter/web-tree-sitter.cjs') },
};

/** A worker has no `node:assert` and no `process`. */
const inWorker: BuildOptions = {
  platform: 'browser',
  alias: { 'node:assert/strict': join(root, 'test/editor/host/assert.ts') },
  define: { 'process.env.NODE_DEBUG': 'undefined', global: 'globalThis' },
};

/**
 * Puts the bridge among the installed extensions of a new data folder: a page can name only one extension under
 * development. The server lists the folder when it or an installation first looks at it.
 */
export async function installBridge(dataFolder: string): Promise<void> {
  const folder = join(dataFolder, 'extensions/glosstest.bridge-0.0.1');
  await build({
    ...common,
    platform: 'node',
    entryPoints: [join(root, 'test/editor/host/bridge.ts')],
    outfile: join(folder, 'bridge.js'),
  });
  const manifest = {
    name: 'bridge',
    publisher: 'glosstest',
    version: '0.0.1',
    engines: { vscode: '^1.101.0' },
    activationEvents: ['onStartupFinished'],
    main: './bridge.js',
  };
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
}

/**
 * Copies Gloss as it is built, for use as an extension under development. Not from the tree itself: VS Code takes the
 * themes below that folder for the extension's own, and downloaded editors lie there. `web`: without `main` and a wish
 * for a place it must run in the web worker host, as in a browser.
 */
export function builtExtension(kind: 'desktop' | 'web', folder = temporaryFolder('extension')): string {
  for (const name of ['dist', 'media', 'LICENSE'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  if (kind === 'web') {
    delete manifest['main'];
    delete manifest['extensionKind'];
  }
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}
