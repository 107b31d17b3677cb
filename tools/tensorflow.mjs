/**
 * One TensorFlow.js for every program and every test: core, all gradients, chained methods, the CPU and the WASM
 * backend in a single module. The packages cannot be imported side by side, since Node takes their CommonJS builds
 * and bundlers their ESM ones, which makes two copies of the core whose tensors and registries do not meet.
 */
import { build } from 'esbuild';

const entry = `
export * from '@tensorflow/tfjs-core';
export { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops.js';
import '@tensorflow/tfjs-backend-cpu';
`;

export const declarations = `export * from '@tensorflow/tfjs-core';
export { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
`;

/** Instead of `globalThis`: another TensorFlow.js in the process, such as tfjs-node, keeps its own engine and registries. */
const ownNamespace = `
const namespace = {};
const values = new Map();
export function getGlobalNamespace() {
  return namespace;
}
export function getGlobal(key, init) {
  if (!values.has(key)) values.set(key, init());
  return values.get(key);
}
`;

/** What is replaced: the threaded build (a panel has no SharedArrayBuffer), platforms that fetch and store, globals. */
const replace = {
  name: 'replace',
  setup({ onLoad }) {
    onLoad({ filter: /tfjs-backend-wasm-threaded-simd(\.worker)?\.js$/ }, () => ({
      contents: 'export default () => {}; export const wasmWorkerContents = "";',
    }));
    onLoad({ filter: /platforms[\\/]platform_(node|browser)\.js$/ }, () => ({ contents: '' }));
    onLoad({ filter: /tfjs-core[\\/]dist[\\/]global_util\.js$/ }, () => ({ contents: ownNamespace }));
  },
};

/** @param {string} root the project's folder @returns {Promise<string>} the text of the module */
export async function bundleTensorflow(root) {
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: root },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    logLevel: 'warning',
    // Without `process` nothing in it takes itself to be in Node, reads files or prints advice.
    define: { 'import.meta.url': '"https://localhost/x.js"', process: 'undefined' },
    plugins: [replace],
  });
  return outputFiles[0].text;
}
