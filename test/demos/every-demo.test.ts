/** What holds for every demo, checked on each that is registered. */
import assert from 'node:assert/strict';
import { demos } from '../../src/demos/all.generated';
import type { Control, ControlValue } from '../../src/demos/contract/control';
import type { Demo } from '../../src/demos/contract/demo';
import type { Frame, Plot } from '../../src/demos/contract/frame';
import { checkedParams, defaultParams, rangeLimits } from '../../src/demos/contract/params';
import { seededParams, type SeedValue } from '../../src/demos/contract/seed';
import type { Engine } from '../../src/engine/backend';
import { startRun } from '../../src/engine/runner';
import { parseExpression } from '../../src/util/expression';
import { everyFrame, runToEnd, startEngine, type FinishedRun } from './engines';

/** The least and the greatest value of a control, or two that differ where there is no order. */
function extremes(control: Control, demo: Demo): readonly [ControlValue, ControlValue] {
  switch (control.kind) {
    case 'range': {
      const { min, max } = rangeLimits(control, defaultParams(demo.controls));
      return [min, max];
    }
    case 'choice':
      return [control.options[0]!.value, control.options.at(-1)!.value];
    case 'multi-choice':
      return [[], control.options.map(({ value }) => value)];
    case 'toggle':
      return [false, true];
    case 'text':
      return [control.default, control.default.split('').reverse().join('')];
    case 'list':
      return [[control.min], Array.from({ length: control.maxItems }, () => control.max)];
    case 'point':
      return [control.default, [control.default[0] + 1, control.default[1] - 1]];
    case 'button':
      return [0, 1];
  }
}

function checkControl(control: Control, demo: Demo): void {
  assert.match(control.id, /^[a-z][a-zA-Z0-9]*$/, 'id');
  assert.ok(control.label.trim() !== '', `${control.id} has a label`);
  assert.deepEqual(
    defaultParams(demo.controls)[control.id],
    control.default,
    `${control.id} allows its default`,
  );
  if (control.kind === 'range') {
    const { min, max } = rangeLimits(control, defaultParams(demo.controls));
    assert.ok(min < max, `${control.id} has room`);
    assert.ok(control.scale !== 'log' || min > 0, `${control.id} is above 0 on a log scale`);
    assert.ok(control.step === undefined || control.step > 0);
  }
  if (control.kind === 'choice' || control.kind === 'multi-choice') {
    const values = control.options.map(({ value }) => value);
    assert.equal(new Set(values).size, values.length, `${control.id} has different choices`);
    assert.ok(values.length > 1);
  }
  for (const { role, expression } of control.seeds ?? []) {
    assert.match(role, /^[a-z][a-z0-9_]*$/, `role of ${control.id}`);
    if (expression !== undefined) assert.ok(parseExpression(expression).ok, expression);
  }
  if (control.writes !== undefined)
    assert.ok(
      control.seeds?.some(({ role, expression }) => role === control.writes && expression === undefined),
      `${control.id} reads the role that it writes`,
    );
}

function checkPlot(plot: Plot): void {
  const what = plot.id;
  assert.ok(plot.title.trim() !== '' && plot.text.trim().length > 8, `${what} has title and text`);
  const sameLength = (a: { length: number }, b: { length: number }) => assert.equal(a.length, b.length, what);
  switch (plot.kind) {
    case 'line':
    case 'area':
      plot.series.forEach(({ x, y }) => sameLength(x, y));
      break;
    case 'scatter':
      plot.points.forEach(({ x, y }) => sameLength(x, y));
      break;
    case 'bar':
      plot.series.forEach(({ values }) => sameLength(values, plot.categories));
      break;
    case 'histogram':
      plot.series.forEach(({ counts }) => assert.equal(plot.edges.length, counts.length + 1, what));
      break;
    case 'heatmap':
      assert.equal(plot.grid.values.length, plot.grid.columns * plot.grid.rows, what);
      break;
    case 'images':
      for (const { pixels, width, height, channels } of plot.images)
        assert.equal(pixels.length, width * height * channels, what);
      break;
    case 'table':
      plot.rows.forEach((row) => sameLength(row, plot.columns));
      break;
    case 'graph': {
      const nodes = new Set(plot.nodes.map(({ id }) => id));
      for (const { from, to } of plot.edges) assert.ok(nodes.has(from) && nodes.has(to), what);
      break;
    }
    case 'field':
    case 'number-line':
    case 'text':
      break;
  }
}

function checkFrame(frame: Frame, first: Frame): void {
  const ids = frame.plots.map(({ id }) => id);
  assert.ok(ids.length > 0, 'a frame has a plot');
  assert.equal(new Set(ids).size, ids.length, 'plot ids differ');
  assert.deepEqual(
    ids,
    first.plots.map(({ id }) => id),
    'plots stay the same',
  );
  frame.plots.forEach(checkPlot);
  const metrics = frame.metrics.map(({ id }) => id);
  assert.equal(new Set(metrics).size, metrics.length, 'metric ids differ');
  for (const { id, label, value } of frame.metrics) {
    assert.ok(Number.isFinite(value), `${id} is a number`);
    assert.ok(label.trim() !== '');
  }
  assert.match(frame.reading, /^[^\n]{10,300}[.!?]$/, 'one sentence to read');
  assert.doesNotMatch(JSON.stringify(frame), /NaN|undefined|\[object/, 'no trace of a missing value');
}

const shownNumbers = ({ plots, metrics }: Frame) => JSON.stringify({ plots, metrics });

for (const [id, demo] of demos) {
  describe(`demo ${id}`, function () {
    this.timeout(120_000);
    let engine: Engine;
    let base: FinishedRun;
    const run = (params: Record<string, unknown>) =>
      runToEnd(demo, params, { engine, clock: everyFrame(), backend: async () => undefined });
    before(async () => {
      engine = await startEngine(demo.engine);
      base = await run({});
    });

    it('bears the name of its file and has sound controls', () => {
      assert.equal(demo.id, id);
      const ids = demo.controls.map((control) => control.id);
      assert.equal(new Set(ids).size, ids.length);
      for (const control of demo.controls) checkControl(control, demo);
      for (const declared of demo.prepare?.controls ?? []) assert.ok(ids.includes(declared), declared);
    });

    it('starts from hostile code', () => {
      const roles = demo.controls.flatMap(({ seeds }) => (seeds ?? []).map(({ role }) => role));
      for (const value of [
        NaN,
        -Infinity,
        1e308,
        -1,
        0,
        'x'.repeat(1e5),
        null,
        true,
        [],
        [[1]],
        Array(1e5).fill(1),
      ]) {
        const values = Object.fromEntries(
          roles.map((role): [string, SeedValue] => [role, { value, from: 'code' }]),
        );
        const { params, notes } = seededParams(demo.controls, values);
        assert.deepEqual(checkedParams(demo.controls, params), params);
        for (const note of notes) assert.ok(note.length < 300);
      }
    });

    it('shows complete frames from first to last', () => {
      const first = base.frames[0]!;
      let progress = 0;
      for (const frame of base.frames) {
        checkFrame(frame, first);
        assert.ok(frame.progress >= progress, 'progress never falls');
        progress = frame.progress;
      }
      assert.equal(progress, 1);
      structuredClone(base.last);
    });

    it('shows the same frames for the same seed, and leaves no tensor', async () => {
      const counts: number[] = [];
      const { numTensors, numDataBuffers } = engine.tf.memory();
      const again: Frame[] = [];
      const outcome = await startRun(
        demo,
        {},
        {
          engine,
          clock: everyFrame(),
          backend: async () => undefined,
          onFrame: (frame) => {
            again.push(frame);
            counts.push(engine.tf.memory().numTensors);
          },
        },
      ).finished;
      assert.equal(outcome.kind, 'done');
      assert.equal(again.length, base.frames.length);
      again.forEach((frame, i) =>
        assert.equal(JSON.stringify(frame), JSON.stringify(base.frames[i]), `frame ${i}`),
      );
      const after = engine.tf.memory();
      assert.deepEqual([after.numTensors, after.numDataBuffers], [numTensors, numDataBuffers]);
      const [middle, last] = [counts[Math.floor(counts.length / 2)]!, counts.at(-1)!];
      assert.ok(last - middle <= 32, `tensors grow from ${middle} to ${last} while it runs`);
    });

    for (const control of demo.controls)
      it(`shows what '${control.id}' does`, async () => {
        const shown: FinishedRun[] = [];
        for (const value of extremes(control, demo)) {
          const isDefault = JSON.stringify(value) === JSON.stringify(control.default);
          shown.push(isDefault ? base : await run({ [control.id]: value }));
        }
        for (const { frames } of shown) frames.forEach((frame) => checkFrame(frame, frames[0]!));
        assert.notEqual(shownNumbers(shown[0]!.last), shownNumbers(shown[1]!.last));
      });

    for (const [when, share] of [
      ['at its first frame', 0],
      ['half way', 0.5],
    ] as const)
      it(`can be cancelled ${when}`, async () => {
        const { numTensors } = engine.tf.memory();
        const target = Math.floor(share * base.frames.length);
        let frames = 0;
        const cancelled = startRun(
          demo,
          {},
          {
            engine,
            clock: everyFrame(),
            backend: async () => undefined,
            onFrame: () => {
              if (frames++ === target) cancelled.cancel();
            },
          },
        );
        assert.deepEqual(await cancelled.finished, { kind: 'cancelled' });
        assert.equal(frames, target + 1);
        assert.equal(engine.tf.memory().numTensors, numTensors);
      });
  });
}
