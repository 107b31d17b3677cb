/** Starts the WASM backend in every way that fails, then properly; prints what came of it. Run by backend.test.ts. */
import { startBackend } from '../../../src/engine/backend';
import { tf } from '../../../src/engine/tensorflow';
import { wasmBytes } from '../../demos/engines';

const compile = WebAssembly.compile;
const starts = [];
const bytes = await wasmBytes();
for (const attempt of [
  () => startBackend('wasm'),
  () => startBackend('wasm', new ArrayBuffer(0)),
  () => startBackend('wasm', new TextEncoder().encode('<!doctype html>')),
  async () => {
    WebAssembly.compile = () =>
      Promise.reject(new Error('CompileError: violates the Content Security policy directive'));
    return startBackend('wasm', bytes).finally(() => {
      WebAssembly.compile = compile;
    });
  },
  () => startBackend('wasm', bytes),
]) {
  const { name, note } = await attempt();
  starts.push({ name, note, backend: tf.getBackend(), sum: tf.sum([1, 2]).dataSync()[0] });
}
process.stdout.write(JSON.stringify({ starts, leaked: '_tfengine' in globalThis }));
