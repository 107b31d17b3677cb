/** Starts a TensorFlow.js backend: the processor's plain one, WASM, or a native one that is handed in. */
import type { BackendName, Tf } from '../demos/contract/demo';
import { withinTime } from './host';
import { runMissingKernelsOnCpu } from './patches/missing-kernels';
import { applyPatches } from './patches/patches';
import { quickenGather } from './patches/wasm-gather';
import { createWasmBackend, tf } from './tensorflow';

/** A backend that runs. */
export interface Engine {
  readonly name: BackendName;
  readonly tf: Tf;
  /** One sentence where it is not the one that was asked for: which one runs instead, and why. */
  readonly note?: string;
}

/** Milliseconds in which a backend starts, or never will. */
const patience = 3000;

/** The WASM backend as it runs or is being started; once for the life of the process. */
let wasm: Promise<void> | undefined;

/** Starts follow one another, so that the one that was asked for last is the current one. */
let starting: Promise<unknown> = Promise.resolve();

/**
 * Starts `name` and makes it the current backend. Never rejects: where WASM cannot start, the CPU backend runs and
 * `note` says why.
 * @param wasmBytes `tfjs-backend-wasm-simd.wasm`, needed the first time that WASM is asked for
 */
export function startBackend(name: 'cpu' | 'wasm', wasmBytes?: ArrayBuffer | Uint8Array): Promise<Engine> {
  const started = starting.then(() => start(name, wasmBytes));
  starting = started;
  return started;
}

async function start(name: 'cpu' | 'wasm', wasmBytes?: ArrayBuffer | Uint8Array): Promise<Engine> {
  if (name === 'cpu') return startCpu();
  try {
    wasm ??= withinTime(startWasm(wasmBytes), patience, `it did not answer within ${patience / 1000} s`);
    await wasm;
    await activate('wasm');
    return { name, tf };
  } catch (error) {
    wasm = undefined;
    return startCpu(`The WASM engine did not start (${reason(error)}), so the slower CPU engine runs.`);
  }
}

/**
 * Makes the backend of another TensorFlow.js, such as tfjs-node, the current one.
 * @param load returns the module; it runs only here, so that a missing package costs nothing before
 */
export async function startNative(load: () => Promise<Tf>): Promise<Engine> {
  try {
    const native = await withinTime(load(), 10 * patience, 'it did not load');
    await native.ready();
    applyPatches(native);
    return { name: 'native', tf: native };
  } catch (error) {
    return startCpu(`The native engine did not start (${reason(error)}), so the slower CPU engine runs.`);
  }
}

async function startCpu(note?: string): Promise<Engine> {
  await activate('cpu');
  return { name: 'cpu', tf, note };
}

async function startWasm(bytes: ArrayBuffer | Uint8Array | undefined): Promise<void> {
  if (!bytes || bytes.byteLength === 0) throw new Error('its binary is missing');
  const backend = await createWasmBackend(new Uint8Array(bytes).buffer);
  // A backend that is still starting blocks every other one, so the finished one takes the place of its factory.
  tf.removeBackend('wasm');
  tf.registerBackend('wasm', () => backend as ReturnType<Tf['backend']>);
  runMissingKernelsOnCpu(tf);
  quickenGather(tf);
}

async function activate(name: 'cpu' | 'wasm'): Promise<void> {
  const started = await tf.setBackend(name);
  if (!started || tf.getBackend() !== name) throw new Error(`'${tf.getBackend()}' answered in its place`);
}

function reason(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return (text.split('\n')[0] ?? '').slice(0, 200).replace(/[.\s]+$/, '') || 'unknown reason';
}
