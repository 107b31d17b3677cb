import assert from 'node:assert/strict';
import type { Demo } from '../../../src/demos/contract/demo';
import type { FromWorker, ToWorker } from '../../../src/protocol/worker';
import { DemoServer } from '../../../src/webview/demo-server';
import { tf } from '../../../src/engine/tensorflow';
import { wasmBytes } from '../../demos/engines';
import { counting, endless, throwing } from '../../demos/made-up';

const demos = new Map<string, Demo>(
  [counting, endless, throwing, { ...counting, id: 'quick', engine: 'wasm' as const }].map((demo) => [
    demo.id,
    demo,
  ]),
);

/** A page that remembers what it was sent; every message is cloned as on the way to a real one. */
class Page {
  readonly received: FromWorker[] = [];
  readonly #server = new DemoServer(demos, (message) => void this.received.push(structuredClone(message)));

  send(message: ToWorker): void {
    this.#server.receive(structuredClone(message));
  }

  run(run: number, demo: string, more: Partial<Extract<ToWorker, { type: 'run' }>> = {}): void {
    this.send({ type: 'run', run, demo, params: {}, engine: 'auto', paused: false, ...more });
  }

  async until(type: FromWorker['type'], run: number, count = 1): Promise<FromWorker> {
    for (;;) {
      const found = this.received.filter(
        (message) => message.type === type && 'run' in message && message.run === run,
      );
      if (found.length >= count) return found[count - 1]!;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  types(run: number): string[] {
    const types = this.received.filter((m) => 'run' in m && m.run === run).map(({ type }) => type);
    return types.filter((type, i) => type !== 'frame' || types[i - 1] !== 'frame');
  }
}

describe('DemoServer', () => {
  it('loads, runs and reports', async () => {
    const page = new Page();
    page.send({ type: 'load' });
    assert.deepEqual(page.received, [{ type: 'loaded' }]);
    page.run(1, 'counting', { params: { count: 8 } });
    const done = await page.until('done', 1);
    assert.deepEqual(page.types(1), ['started', 'frame', 'done']);
    assert.equal(done.type === 'done' && done.frames, 8);
    assert.deepEqual(page.received[1], { type: 'started', run: 1, engine: 'cpu', note: undefined });
  });

  it('runs a demo on the engine that suits it once it has the binary', async () => {
    const page = new Page();
    const bytes = await wasmBytes();
    page.send({ type: 'load', wasm: new Uint8Array(bytes).buffer });
    page.run(1, 'quick');
    const started = await page.until('started', 1);
    assert.deepEqual(started, { type: 'started', run: 1, engine: 'wasm', note: undefined });
    await page.until('done', 1);
  });

  it('says why it runs on the slower engine', async () => {
    const page = new Page();
    page.send({ type: 'load', wasmProblem: 'the page could not read it' });
    page.run(1, 'quick');
    const started = await page.until('started', 1);
    assert.deepEqual(started, {
      type: 'started',
      run: 1,
      engine: 'cpu',
      note: 'The WASM engine did not start (the page could not read it), so the slower CPU engine runs.',
    });
    await page.until('done', 1);
  });

  it('pauses, steps, resumes and cancels', async () => {
    const page = new Page();
    page.run(1, 'endless', { paused: true });
    await page.until('paused', 1);
    assert.equal(page.received.filter(({ type }) => type === 'frame').length, 1);
    page.send({ type: 'step', run: 1 });
    await page.until('paused', 1, 2);
    assert.equal(page.received.filter(({ type }) => type === 'frame').length, 2);
    page.send({ type: 'resume', run: 1 });
    await page.until('resumed', 1);
    page.send({ type: 'pause', run: 1 });
    await page.until('paused', 1, 3);
    page.send({ type: 'cancel', run: 1 });
    await page.until('cancelled', 1);
  });

  it('obeys orders that arrive while the engine starts', async () => {
    const page = new Page();
    page.run(1, 'endless');
    page.send({ type: 'cancel', run: 1 });
    await page.until('cancelled', 1);
    assert.deepEqual(page.types(1), ['cancelled']);
    page.run(2, 'counting');
    page.send({ type: 'pause', run: 2 });
    await page.until('paused', 2);
    assert.deepEqual(page.types(2), ['started', 'frame', 'paused']);
    page.send({ type: 'resume', run: 2 });
    await page.until('done', 2);
  });

  it('cancels the former run, and ignores orders for it', async () => {
    const page = new Page();
    const before = tf.memory().numTensors;
    page.run(1, 'endless');
    await page.until('frame', 1);
    page.run(2, 'endless');
    await page.until('cancelled', 1);
    await page.until('frame', 2);
    page.send({ type: 'cancel', run: 1 });
    page.send({ type: 'pause', run: 1 });
    page.run(3, 'counting');
    await page.until('done', 3);
    assert.equal(page.types(2).at(-1), 'cancelled');
    assert.equal(tf.memory().numTensors, before);
  });

  it('reports a failure in one sentence and runs on', async () => {
    const page = new Page();
    page.run(1, 'throwing');
    assert.deepEqual(await page.until('failed', 1), {
      type: 'failed',
      run: 1,
      message: 'The demo stopped: The matrix is singular.',
    });
    page.run(2, 'no-such');
    assert.deepEqual(await page.until('failed', 2), {
      type: 'failed',
      run: 2,
      message: "There is no demo called 'no-such'.",
    });
    page.run(3, 'counting');
    await page.until('done', 3);
  });
});
