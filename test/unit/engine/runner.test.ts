import assert from 'node:assert/strict';
import { defineDemo, type Demo, type DemoContext } from '../../../src/demos/contract/demo';
import type { Frame } from '../../../src/demos/contract/frame';
import type { Engine } from '../../../src/engine/backend';
import { startRun, type Outcome, type Run, type RunOptions } from '../../../src/engine/runner';
import { Workshop } from '../../../src/engine/workshop';
import { startEngine } from '../../demos/engines';
import { counting, endless, frameOf, throwing, valueOf } from '../../demos/made-up';

/** Lets the event loop turn `n` times. */
async function turns(n = 20): Promise<void> {
  for (let i = 0; i < n; i++) await new Promise((resolve) => setImmediate(resolve));
}
const settled = () => turns();

describe('startRun', () => {
  let engine: Engine;
  let tensors: number;
  before(async () => {
    engine = await startEngine('cpu');
  });
  beforeEach(() => {
    tensors = engine.tf.memory().numTensors;
  });
  afterEach(() => assert.equal(engine.tf.memory().numTensors, tensors, 'no tensor is left'));

  interface Watched {
    readonly run: Run;
    readonly shown: number[];
    readonly states: string[];
  }
  function watch(demo: Demo, params = {}, options: Partial<RunOptions> = {}): Watched {
    const shown: number[] = [];
    const states: string[] = [];
    const run = startRun(demo, params, {
      engine,
      onFrame: (frame) => shown.push(valueOf(frame)),
      onState: (state) => states.push(state),
      ...options,
    });
    return { run, shown, states };
  }

  /** A demo without controls from its `run` alone. */
  const simple = (run: (context: DemoContext) => Promise<void>): Demo =>
    defineDemo({ id: 'simple', engine: 'cpu', controls: [], run: (context) => run(context) });

  function done(outcome: Outcome): Extract<Outcome, { kind: 'done' }> {
    assert.equal(outcome.kind, 'done', JSON.stringify(outcome));
    return outcome as Extract<Outcome, { kind: 'done' }>;
  }

  it('runs to the end and always shows the first and the last frame', async () => {
    const { run, shown } = watch(counting, { count: 400 });
    const { frames, last, ms } = done(await run.finished);
    assert.equal(frames, 400);
    assert.equal(valueOf(last!), 400);
    assert.equal(shown[0], 1);
    assert.equal(shown.at(-1), 400);
    assert.deepEqual(
      shown,
      [...new Set(shown)].sort((a, b) => a - b),
    );
    assert.ok(ms >= 0);
    assert.equal(run.state, 'finished');
  });

  it('hands on at most 30 frames a second', async () => {
    let time = 0;
    const times: number[] = [];
    const steady = simple(async ({ emit }) => {
      for (let i = 0; i < 100; i++) {
        await emit(frameOf(i));
        time += 7;
      }
    });
    const { run } = watch(steady, {}, { clock: () => time, onFrame: () => times.push(time) });
    done(await run.finished);
    assert.equal(times[0], 0);
    const last = times.pop();
    assert.equal(last, 700, 'the last frame comes at the end');
    assert.equal(times.length, 20);
    times.slice(1).forEach((at, i) => assert.ok(at - times[i]! >= 1000 / 30));
  });

  it('clamps parameters to the controls', async () => {
    assert.equal(done(await watch(counting, { count: -7 }).run.finished).frames, 1);
    assert.equal(done(await watch(counting, { count: 1e9 }).run.finished).frames, 1000);
    assert.equal(done(await watch(counting, { count: 'many' }).run.finished).frames, 5);
  });

  it('starts paused, steps frame by frame, and resumes', async () => {
    const { run, shown, states } = watch(counting, { count: 6 }, { paused: true });
    await settled();
    assert.deepEqual(shown, [1]);
    assert.equal(run.state, 'paused');
    run.step();
    await settled();
    assert.deepEqual(shown, [1, 2]);
    run.step();
    await settled();
    assert.deepEqual(shown, [1, 2, 3]);
    run.resume();
    assert.equal(run.state, 'running');
    const { frames } = done(await run.finished);
    assert.equal(frames, 6);
    assert.equal(shown.at(-1), 6);
    assert.deepEqual(states, ['paused', 'paused', 'paused', 'running']);
  });

  it('pauses in the middle and shows where it rests', async () => {
    const { run, shown } = watch(endless);
    await settled();
    run.pause();
    await settled();
    const rested = shown.length;
    await settled();
    assert.equal(shown.length, rested);
    run.step();
    await settled();
    assert.equal(shown.length, rested + 1);
    assert.equal(shown.at(-1), shown.at(-2)! + 1, 'a step is one frame');
    run.cancel();
    assert.deepEqual(await run.finished, { kind: 'cancelled' });
  });

  it('does not count pauses as computing', async () => {
    let time = 0;
    const working = simple(async ({ emit }) => {
      for (let i = 0; i < 3; i++) {
        time += 100;
        await emit(frameOf(i));
      }
    });
    const { run } = watch(working, {}, { clock: () => time, paused: true });
    for (const pause of [5000, 700]) {
      await settled();
      time += pause;
      run.step();
    }
    await settled();
    run.resume();
    assert.equal(done(await run.finished).ms, 300);
  });

  for (const [when, act] of [
    ['running', async () => settled()],
    [
      'at rest',
      async (run: Run) => {
        run.pause();
        await settled();
      },
    ],
    ['not yet begun', async () => undefined],
  ] as const)
    it(`cancels a run that is ${when}`, async () => {
      const { run } = watch(endless);
      await act(run);
      run.cancel();
      assert.deepEqual(await run.finished, { kind: 'cancelled' });
      assert.equal(run.state, 'finished');
    });

  it('cancels the former run when a new one starts', async () => {
    const first = watch(endless);
    await settled();
    const second = watch(counting, { count: 3 });
    assert.deepEqual(await first.run.finished, { kind: 'cancelled' });
    assert.equal(done(await second.run.finished).frames, 3);
    const before = first.shown.length;
    await settled();
    assert.equal(first.shown.length, before);
  });

  it('ignores orders after the end', async () => {
    const { run, shown } = watch(counting);
    await run.finished;
    const before = shown.length;
    run.pause();
    run.step();
    run.resume();
    run.cancel();
    await settled();
    assert.equal(run.state, 'finished');
    assert.equal(shown.length, before);
  });

  it('says in one sentence why a demo failed', async () => {
    const { run } = watch(throwing);
    assert.deepEqual(await run.finished, {
      kind: 'failed',
      message: 'The demo stopped: The matrix is singular.',
    });
  });

  const failures: [string, unknown, string][] = [
    ['text', 'out of memory', 'The demo stopped: out of memory.'],
    ['nothing', undefined, 'The demo stopped: undefined.'],
    ['an empty error', new Error(''), 'The demo stopped: it gave no reason.'],
    ['a novel', new Error('x'.repeat(5000)), `The demo stopped: ${'x'.repeat(300)}.`],
  ];
  for (const [what, thrown, message] of failures)
    it(`survives a demo that throws ${what}`, async () => {
      const { run } = watch(simple(() => Promise.reject(thrown)));
      assert.deepEqual(await run.finished, { kind: 'failed', message });
    });

  it('fails a demo whose frame is none', async () => {
    const { run } = watch(simple(({ emit }) => emit(undefined as unknown as Frame)));
    assert.equal((await run.finished).kind, 'failed');
  });

  it('shows numbers that run away, and says so', async () => {
    const frames: Frame[] = [];
    const { run } = watch(
      simple(async ({ emit }) => {
        await emit(frameOf(NaN, NaN));
        await emit(frameOf(Infinity, 7));
      }),
      {},
      { onFrame: (frame) => frames.push(frame), paused: true },
    );
    await settled();
    run.resume();
    done(await run.finished);
    assert.deepEqual(
      frames.map(({ progress, reading }) => [progress, reading]),
      [
        [0, 'The computation left the range of numbers (value). The value is NaN.'],
        [1, 'The computation left the range of numbers (value). The value is Infinity.'],
      ],
    );
  });

  it('survives a demo that does not await its frames, and one that catches the cancellation', async () => {
    const careless = watch(
      simple(async ({ emit }) => {
        for (let i = 0; i < 50; i++) void emit(frameOf(i));
      }),
    );
    assert.equal((await careless.run.finished).kind, 'done');
    const stubborn = watch(
      simple(async ({ emit, tf }) => {
        for (let i = 0; i < 40; i++) {
          tf.ones([2]);
          await emit(frameOf(i)).catch(() => undefined);
        }
      }),
    );
    stubborn.run.cancel();
    assert.deepEqual(await stubborn.run.finished, { kind: 'cancelled' });
    await settled();
  });

  it('gives clock and engine switch to demos that measure, and only to them', async () => {
    const seen: string[] = [];
    const look = (measures: boolean): Demo => ({
      ...simple(async ({ clock, backend, emit }) => {
        seen.push(`${clock?.()} ${typeof backend}`);
        await emit(frameOf(0));
      }),
      measures,
    });
    for (const measures of [true, false])
      await watch(look(measures), {}, { clock: () => 42, backend: async () => undefined }).run.finished;
    assert.deepEqual(seen, ['42 function', 'undefined undefined']);
  });

  it('seeds randomness by the demo alone', async () => {
    const draws: number[] = [];
    const demo = simple(async ({ random, emit }) => {
      draws.push(random(1).uniform(), random(1).uniform());
      await emit(frameOf(0));
    });
    await watch(demo).run.finished;
    assert.deepEqual(draws, [0.6270739405881613, 0.6270739405881613]);
  });
});

describe('Workshop', () => {
  let engine: Engine;
  before(async () => {
    engine = await startEngine('cpu');
  });

  it('prepares again only when a declared control changes', async () => {
    let built = 0;
    let freed = 0;
    const demo = defineDemo({
      id: 'prepared',
      engine: 'cpu',
      controls: [
        { kind: 'range', id: 'data', label: 'data', scale: 'integer', min: 1, max: 9, default: 1 },
        { kind: 'range', id: 'view', label: 'view', scale: 'integer', min: 1, max: 9, default: 1 },
      ],
      prepare: {
        controls: ['data'],
        async build({ tf, emit }, { data }) {
          built++;
          const model = tf.fill([4], data);
          await emit(frameOf(0));
          return model;
        },
        dispose: () => void freed++,
      },
      async run({ tf, emit }, { view }, model) {
        await emit(frameOf(tf.sum(tf.mul(model, view)).dataSync()[0]!));
      },
    });
    const workshop = new Workshop();
    const before = engine.tf.memory().numTensors;
    const values: number[] = [];
    for (const params of [{ data: 1, view: 1 }, { data: 1, view: 2 }, { data: 3, view: 2 }, { data: 1 }]) {
      const outcome = await startRun(demo, params, { engine, workshop }).finished;
      values.push(outcome.kind === 'done' ? valueOf(outcome.last!) : NaN);
      assert.equal(engine.tf.memory().numTensors, before + 1, 'only the prepared tensor lives on');
    }
    assert.deepEqual(values, [4, 8, 24, 4]);
    assert.deepEqual([built, freed], [3, 2]);
    workshop.dispose();
    assert.equal(freed, 3);
    assert.equal(engine.tf.memory().numTensors, before);
  });

  it('forgets work whose preparation was cancelled or failed', async () => {
    let built = 0;
    const demo = defineDemo({
      id: 'half-prepared',
      engine: 'cpu',
      controls: [],
      prepare: {
        controls: [],
        async build({ tf, emit }) {
          built++;
          tf.ones([3]);
          if (built === 1) for (;;) await emit(frameOf(0));
          if (built === 2) throw new Error('no data');
          return 'ready';
        },
      },
      run: ({ emit }) => emit(frameOf(1)),
    });
    const workshop = new Workshop();
    const before = engine.tf.memory().numTensors;
    const first = startRun(demo, {}, { engine, workshop });
    await settled();
    first.cancel();
    assert.equal((await first.finished).kind, 'cancelled');
    assert.equal(engine.tf.memory().numTensors, before);
    assert.deepEqual(await startRun(demo, {}, { engine, workshop }).finished, {
      kind: 'failed',
      message: 'The demo stopped: no data.',
    });
    assert.equal(engine.tf.memory().numTensors, before);
    assert.equal((await startRun(demo, {}, { engine, workshop }).finished).kind, 'done');
    workshop.dispose();
    assert.equal(engine.tf.memory().numTensors, before);
  });

  it('keeps models that demos share, once each', async () => {
    let built = 0;
    const demo = defineDemo({
      id: 'sharing',
      engine: 'cpu',
      controls: [],
      async run({ tf, keep, emit }) {
        const model = keep('model', () => {
          built++;
          return { weights: tf.variable(tf.ones([2])), bias: tf.tidy(() => tf.add(tf.ones([2]), 1)) };
        });
        await emit(frameOf(tf.sum(tf.add(model.weights, model.bias)).dataSync()[0]!));
      },
    });
    const workshop = new Workshop();
    const before = engine.tf.memory().numTensors;
    for (let i = 0; i < 3; i++) {
      const outcome = await startRun(demo, {}, { engine, workshop }).finished;
      assert.equal(outcome.kind === 'done' && valueOf(outcome.last!), 6);
      assert.equal(
        engine.tf.memory().numTensors,
        before + 3,
        'the ones that became a variable, it, and the bias',
      );
    }
    assert.equal(built, 1);
    workshop.dispose();
    assert.equal(engine.tf.memory().numTensors, before);
  });
});
