/** The one TensorFlow.js of the process, cut off from network, storage and threads. */
import type { Tf } from '../demos/contract/demo';
import { host, now } from './host';
import { applyPatches } from './patches/patches';
import * as core from './tfjs.generated';

let wasmBinary: ArrayBuffer | undefined;

core.env().setPlatform('gloss', {
  /** Asked only by the WASM backend, and only for its binary. */
  async fetch() {
    return { ok: true, arrayBuffer: async () => wasmBinary } as never;
  },
  now,
  encode: (text) => new host.TextEncoder().encode(text),
  decode: (bytes, encoding) => new host.TextDecoder(encoding).decode(bytes),
  isTypedArray: (a): a is Float32Array => ArrayBuffer.isView(a) && !(a instanceof DataView),
});
core.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
// The second argument sends the request for the binary through the platform above.
core.setWasmPaths('wasm:/', true);

export const tf: Tf = core;
applyPatches(tf);

/** Creates the WASM backend from the bytes of `tfjs-backend-wasm-simd.wasm`. Rejects where they cannot be compiled. */
export async function createWasmBackend(bytes: ArrayBuffer): Promise<unknown> {
  if (!host.WebAssembly) throw new Error('this host has no WebAssembly');
  // TensorFlow.js never settles where compiling fails, for example under a strict content security policy.
  await host.WebAssembly.compile(bytes).catch((error: unknown) => {
    throw /content security policy/i.test(String(error)) ? new Error("the page's policy forbids it") : error;
  });
  wasmBinary = bytes;
  return core.findBackendFactory('wasm')();
}
