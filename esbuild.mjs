/** Bundles the programs: desktop host, web host, panel page, demo worker, command line, and the parts that these read when first wanted. `--watch`, `--dev`. */
import { copyFile, mkdir } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { basename, join, relative } from 'node:path';
import { context, build } from 'esbuild';

const dev = process.argv.includes('--dev');
const watch = process.argv.includes('--watch');

/** What is read only once it is wanted: where Node runs, each is a file of its own beside the program. */
const parts = [
  'katex',
  'src/resolver/resolver.ts',
  'src/resolver/config/analysis.ts',
  'src/search/search.ts',
  'src/card/cards.ts',
  'src/editor/import-glossary.ts',
];
const partName = (path) => `part-${basename(path, '.ts')}`;

/** Leaves dynamic imports to Node; each must name one of the parts. */
const partsBeside = {
  name: 'parts beside the program',
  setup({ onResolve }) {
    onResolve({ filter: /./ }, ({ kind, path, resolveDir }) => {
      if (kind !== 'dynamic-import' || isBuiltin(path)) return undefined;
      const source = path.startsWith('.') ? `${relative(process.cwd(), join(resolveDir, path))}.ts` : path;
      if (!parts.includes(source)) return { errors: [{ text: `${source} is not in the list of parts.` }] };
      return { path: `./${partName(source)}.cjs`, external: true };
    });
  },
};

const common = {
  bundle: true,
  minify: !dev,
  sourcemap: dev,
  logLevel: 'warning',
  target: 'es2022',
  legalComments: 'none',
};
const node = {
  ...common,
  platform: 'node',
  format: 'cjs',
  target: 'node20',
  external: ['vscode'],
  plugins: [partsBeside],
  alias: { 'web-tree-sitter': './node_modules/web-tree-sitter/web-tree-sitter.cjs' },
};
const browser = { ...common, platform: 'browser', define: { 'import.meta.url': '"https://localhost/x.js"' } };

const programs = [
  {
    ...node,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/extension.cjs',
  },
  ...parts.map((part) => ({ ...node, entryPoints: [part], outfile: `dist/${partName(part)}.cjs` })),
  {
    ...browser,
    entryPoints: ['src/extension.ts'],
    outfile: 'dist/web/extension.js',
    format: 'cjs',
    external: ['vscode'],
  },
  {
    ...browser,
    entryPoints: ['src/webview/panel.ts'],
    outfile: 'dist/panel.js',
    format: 'iife',
    // KaTeX names each font in three formats; every browser that runs VS Code reads the smallest.
    loader: { '.woff2': 'file', '.woff': 'empty', '.ttf': 'empty' },
    assetNames: 'fonts/[name]',
  },
  {
    ...browser,
    entryPoints: ['src/webview/worker.ts'],
    outfile: 'dist/worker.js',
    format: 'iife',
  },
  {
    ...node,
    entryPoints: ['src/cli/main.ts'],
    outfile: 'dist/cli.cjs',
    banner: { js: '#!/usr/bin/env node' },
  },
];

/** Files that the programs read at run time. */
const assets = [
  ['node_modules/web-tree-sitter/web-tree-sitter.wasm', 'dist/grammars/runtime.wasm'],
  ...['python', 'javascript', 'typescript', 'tsx'].map((name) => [
    `node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`,
    `dist/grammars/${name}.wasm`,
  ]),
  ['node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm', 'dist/tfjs-simd.wasm'],
  ['node_modules/@vscode/codicons/dist/codicon.css', 'dist/codicon.css'],
  ['node_modules/@vscode/codicons/dist/codicon.ttf', 'dist/codicon.ttf'],
];

await mkdir('dist/grammars', { recursive: true });
await Promise.all(assets.map(([from, to]) => copyFile(from, to)));
if (watch) {
  for (const program of programs) await (await context(program)).watch();
} else {
  await Promise.all(programs.map((program) => build(program)));
}
