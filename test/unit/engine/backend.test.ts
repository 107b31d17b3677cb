import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Tf } from '../../../src/demos/contract/demo';
import { startBackend, startNative } from '../../../src/engine/backend';
import { withinTime } from '../../../src/engine/host';
import { tf } from '../../../src/engine/tensorflow';
import { wasmBytes } from '../../demos/engines';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));

interface Report {
  readonly starts: readonly { readonly name: string; readonly backend: string; readonly note?: string }[];
  /** Whether the engine can be met by another TensorFlow.js. */
  readonly leaked: boolean;
}

describe('startBackend', () => {
  it('starts each backend, and switches back and forth', async () => {
    const bytes = await wasmBytes();
    for (const name of ['cpu', 'wasm', 'cpu', 'wasm'] as const) {
      const engine = await startBackend(name, bytes);
      assert.deepEqual([engine.name, engine.note, tf.getBackend()], [name, undefined, name]);
      assert.deepEqual([...tf.matMul([[1, 2]], [[3], [4]]).dataSync()], [11]);
    }
  });

  it('leaves the one that was asked for last', async () => {
    const bytes = await wasmBytes();
    const [first, second] = await Promise.all([startBackend('wasm', bytes), startBackend('cpu')]);
    assert.deepEqual([first.name, second.name, tf.getBackend()], ['wasm', 'cpu', 'cpu']);
  });

  it('carries tensors from backend to backend', async () => {
    await startBackend('cpu');
    const x = tf.tensor1d([1, 2, 3]);
    await startBackend('wasm', await wasmBytes());
    const doubled = tf.mul(x, 2);
    await startBackend('cpu');
    assert.deepEqual([...tf.add(x, doubled).dataSync()], [3, 6, 9]);
    tf.dispose([x, doubled]);
  });

  it('takes another TensorFlow.js, mends it, and says why where it cannot be had', async () => {
    const native = await startNative(async () => tf);
    assert.deepEqual([native.name, native.tf, native.note], ['native', tf, undefined]);
    const other = createRequire(import.meta.url)('@tensorflow/tfjs-core') as Tf;
    assert.notEqual(other.engine(), tf.engine(), 'engines are apart');
    const missing = await startNative(() =>
      Promise.reject(new Error("Cannot find module 'tfjs-node'\nRequire stack")),
    );
    assert.equal(missing.name, 'cpu');
    assert.equal(
      missing.note,
      "The native engine did not start (Cannot find module 'tfjs-node'), so the slower CPU engine runs.",
    );
    const broken = await startNative(async () => ({}) as Tf);
    assert.equal(broken.name, 'cpu');
    assert.match(broken.note!, /^The native engine did not start \(.+\), so the slower CPU engine runs\.$/);
  });

  it('gives up on work that never settles', async () => {
    await assert.rejects(
      withinTime(new Promise(() => undefined), 1, 'it did not answer'),
      /it did not answer/,
    );
    assert.equal(await withinTime(Promise.resolve(7), 1000, 'late'), 7);
  });

  it('falls back to the CPU in a fresh process, recovers, and writes nothing to the console', async function () {
    this.timeout(30_000);
    const { stdout, stderr } = await run(
      process.execPath,
      ['--import', 'tsx', 'test/unit/engine/fresh-process.ts'],
      { cwd: root },
    );
    const { starts, leaked } = JSON.parse(stdout) as Report;
    assert.deepEqual(
      starts.map(({ name, backend }) => `${name} ${backend}`),
      ['cpu cpu', 'cpu cpu', 'cpu cpu', 'cpu cpu', 'wasm wasm'],
    );
    const reasons = starts.map(
      ({ note }) =>
        note && /^The WASM engine did not start \((.+)\), so the slower CPU engine runs\.$/.exec(note)?.[1],
    );
    assert.match(reasons[0]!, /^its binary is missing$/);
    assert.match(reasons[1]!, /^its binary is missing$/);
    assert.match(reasons[2]!, /WebAssembly\.compile/);
    assert.match(reasons[3]!, /^the page's policy forbids it$/);
    assert.equal(reasons[4], undefined);
    assert.equal(leaked, false);
    assert.equal(stderr.replace(/^npm warn.*\n/gm, ''), '');
  });
});
