import assert from 'node:assert/strict';
import type { Frame } from '../../src/demos/contract/frame';
import type { FromWorker, ToWorker } from '../../src/protocol/worker';
import { DemoRun, type WorkerLike } from '../../src/webview/demo/demo-run';

const frame = (step: number): Frame => ({
  plots: [],
  metrics: [],
  progress: step / 10,
  reading: `Step ${step}.`,
});

/** A run with workers that answer when the test says so, and timers that fire when it says so. */
function stage(start?: () => Promise<never>) {
  const workers: (WorkerLike & { sent: ToWorker[]; ended: boolean })[] = [];
  const timers = new Set<() => void>();
  let changes = 0;
  const clock = { now: 0 };
  const run = new DemoRun({
    demo: 'd',
    silence: 8000,
    now: () => clock.now,
    timer: (_ms, call) => {
      timers.add(call);
      return () => timers.delete(call);
    },
    changed: () => changes++,
    start:
      start ??
      (async () => {
        const worker = {
          sent: [] as ToWorker[],
          ended: false,
          onmessage: null,
          onerror: null,
          postMessage: (message: ToWorker) => void worker.sent.push(message),
          terminate: () => void (worker.ended = true),
        };
        workers.push(worker);
        return { worker, load: { type: 'load' } };
      }),
  });
  const tell = (message: FromWorker, index = workers.length - 1) =>
    workers[index]?.onmessage?.({ data: message });
  return {
    run,
    workers,
    timers,
    tell,
    clock,
    changes: () => changes,
    sent: () => workers.at(-1)?.sent.map((m) => m.type),
  };
}

describe('a run as the page sees it', () => {
  it('starts a worker only when it is first needed, and keeps it', async () => {
    const { run, workers, tell, sent } = stage();
    assert.equal(workers.length, 0);
    await run.start({ a: 1 });
    assert.equal(run.state, 'warming');
    tell({ type: 'started', run: 1, engine: 'wasm' });
    tell({ type: 'frame', run: 1, frame: frame(1) });
    assert.deepEqual([run.state, run.engine, run.frame?.reading], ['running', 'wasm', 'Step 1.']);
    tell({ type: 'done', run: 1, ms: 1200, frames: 1 });
    assert.deepEqual([run.state, run.ms], ['done', 1200]);
    await run.start({ a: 2 });
    assert.equal(workers.length, 1);
    assert.deepEqual(sent(), ['load', 'run', 'run']);
    assert.equal(run.frame?.reading, 'Step 1.', 'the last frame stays until the next comes');
  });

  it('pauses, steps and goes on', async () => {
    const { run, tell, sent, timers } = stage();
    await run.start({});
    tell({ type: 'frame', run: 1, frame: frame(1) });
    run.pause();
    assert.equal(run.state, 'running', 'until the worker says so');
    tell({ type: 'paused', run: 1 });
    assert.equal(run.state, 'paused');
    assert.equal(timers.size, 0, 'nobody waits for a run that rests');
    run.step();
    tell({ type: 'frame', run: 1, frame: frame(2) });
    tell({ type: 'paused', run: 1 });
    run.resume();
    tell({ type: 'resumed', run: 1 });
    assert.equal(run.state, 'running');
    assert.deepEqual(sent(), ['load', 'run', 'pause', 'step', 'resume']);
  });

  it('says how long it takes yet, pauses not counted', async () => {
    const { run, tell, clock } = stage();
    await run.start({});
    tell({ type: 'started', run: 1, engine: 'cpu' });
    clock.now = 1000;
    tell({ type: 'frame', run: 1, frame: frame(0) });
    assert.equal(run.left(), undefined, 'nothing to go by');
    clock.now = 3000;
    tell({ type: 'frame', run: 1, frame: frame(2) });
    assert.equal(run.left(), 8000);
    tell({ type: 'paused', run: 1 });
    assert.equal(run.left(), undefined);
    clock.now = 60_000;
    tell({ type: 'resumed', run: 1 });
    assert.equal(run.left(), 8000);
    await run.start({});
    assert.equal(run.left(), undefined);
  });

  it('knows a step from a pause', async () => {
    const { run, tell } = stage();
    await run.start({}, true);
    tell({ type: 'frame', run: 1, frame: frame(1) });
    tell({ type: 'paused', run: 1 });
    assert.ok(run.stepped);
    run.resume();
    tell({ type: 'resumed', run: 1 });
    run.pause();
    tell({ type: 'paused', run: 1 });
    assert.ok(!run.stepped);
  });

  it('ignores what an older run still says', async () => {
    const { run, tell } = stage();
    await run.start({});
    await run.start({});
    tell({ type: 'frame', run: 1, frame: frame(9) });
    tell({ type: 'failed', run: 1, message: 'old' });
    assert.deepEqual([run.state, run.frame], ['warming', undefined]);
  });

  it('replaces a worker that stays silent', async () => {
    const { run, workers, timers, tell } = stage();
    await run.start({});
    tell({ type: 'frame', run: 1, frame: frame(1) });
    [...timers].forEach((fire) => fire());
    assert.equal(run.state, 'failed');
    assert.equal(run.failure, 'The demo gave no sign of life for 8 seconds and was stopped.');
    assert.ok(workers[0]?.ended);
    await run.start({});
    assert.equal(workers.length, 2);
    tell({ type: 'started', run: 3, engine: 'cpu' });
    assert.equal(run.note, 'A new worker computes this: the one before was stopped.');
    tell({ type: 'frame', run: 3, frame: frame(2) });
    assert.equal(run.state, 'running');
    tell({ type: 'frame', run: 3, frame: frame(7) }, 0);
    assert.equal(run.frame?.reading, 'Step 7.', 'numbers of runs go on');
  });

  it('replaces a worker that crashes', async () => {
    const { run, workers } = stage();
    await run.start({});
    workers[0]?.onerror?.({ message: 'out of memory' });
    assert.equal(run.failure, 'The demo stopped with an error: out of memory');
    assert.ok(workers[0]?.ended);
  });

  it('says why no worker could be started, and tries again', async () => {
    let tries = 0;
    const { run } = stage(async () => {
      tries++;
      throw new Error('The demo could not be loaded.');
    });
    await run.start({});
    assert.deepEqual([run.state, run.failure], ['failed', 'The demo could not be loaded.']);
    await run.start({});
    assert.equal(tries, 2);
  });

  it('cancels with what is shown kept, resets with nothing kept', async () => {
    const { run, tell, sent } = stage();
    await run.start({});
    tell({ type: 'frame', run: 1, frame: frame(1) });
    run.cancel();
    assert.deepEqual([run.state, run.frame?.reading], ['idle', 'Step 1.']);
    assert.equal(sent()?.at(-1), 'cancel');
    run.reset();
    assert.equal(run.frame, undefined);
  });

  it('ends its worker and says nothing more after it was disposed', async () => {
    const { run, workers, tell, changes } = stage();
    await run.start({});
    const before = changes();
    run.dispose();
    tell({ type: 'frame', run: 1, frame: frame(1) });
    assert.ok(workers[0]?.ended);
    assert.equal(changes(), before);
  });

  it('does not leave a worker behind that was still starting', async () => {
    const { run, workers } = stage();
    const starting = run.start({});
    run.dispose();
    await starting;
    assert.ok(workers[0]?.ended);
  });
});
