/** What holds for every demo. The demos are dealt out to the part files beside this one, which run side by side. */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isDeepStrictEqual } from 'node:util';
import { demos } from '../../../src/demos/all.generated';
import type { Control, ControlValue } from '../../../src/demos/contract/control';
import type { Demo } from '../../../src/demos/contract/demo';
import type { Frame } from '../../../src/demos/contract/frame';
import { checkedParams, defaultParams, rangeLimits } from '../../../src/demos/contract/params';
import { seededParams, type SeedValue } from '../../../src/demos/contract/seed';
import type { Engine } from '../../../src/engine/backend';
import { startRun, type RunOptions } from '../../../src/engine/runner';
import { Workshop } from '../../../src/engine/workshop';
import { everyFrame, runToEnd, startEngine, type FinishedRun } from '../engines';
import { checkControl, checkFrame } from './checks';

const folder = dirname(fileURLToPath(import.meta.url));

/** The part files, in the order in which demos are dealt out. */
export const partFiles = (): string[] =>
  readdirSync(folder)
    .filter((name) => /^part-.*\.test\.ts$/.test(name))
    .sort();

/** Every demo whose place in the registry, counted round the part files, is that of this one. */
export function demosOf(part: string): [string, Demo][] {
  const parts = partFiles();
  return [...demos].filter((_, i) => parts[i % parts.length] === part);
}

/** @param url of the part file that calls this */
export function describePart(url: string): void {
  for (const [id, demo] of demosOf(basename(fileURLToPath(url)))) describeDemo(id, demo);
}

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

const hostileValues = [
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
];

const shownNumbers = ({ plots, metrics }: Frame) => ({ plots, metrics });

/** Controls that leave prepared work as it is come first, so that it is made once for all of them. */
function cheapestFirst({ controls, prepare }: Demo): Control[] {
  const isPrepared = ({ id }: Control) => Number(prepare?.controls.includes(id) ?? false);
  return [...controls].sort((a, b) => isPrepared(a) - isPrepared(b));
}

function describeDemo(id: string, demo: Demo): void {
  describe(`demo ${id}`, function () {
    this.timeout(120_000);
    const workshop = new Workshop();
    let engine: Engine;
    let base: FinishedRun;
    /** The parameters of the run with the fewest frames that still has a middle. */
    let shortest: { readonly params: Record<string, unknown>; readonly frames: number };
    const options = (): RunOptions => ({ engine, clock: everyFrame(), backend: async () => undefined });
    /** As in the panel: what an earlier run prepared is used again. */
    const run = async (params: Record<string, unknown>) => {
      const finished = await runToEnd(demo, params, { ...options(), workshop });
      const frames = finished.frames.length;
      if (frames > 2 && frames < shortest?.frames) shortest = { params, frames };
      return finished;
    };
    before(async () => {
      engine = await startEngine(demo.engine);
      base = await run({});
      shortest = { params: {}, frames: base.frames.length };
    });
    after(() => workshop.dispose());

    it('bears the name of its file and has sound controls', () => {
      assert.equal(demo.id, id);
      const ids = demo.controls.map((control) => control.id);
      assert.equal(new Set(ids).size, ids.length);
      for (const control of demo.controls) checkControl(control, demo);
      for (const declared of demo.prepare?.controls ?? []) assert.ok(ids.includes(declared), declared);
    });

    it('starts from hostile code', () => {
      const roles = demo.controls.flatMap(({ seeds }) => (seeds ?? []).map(({ role }) => role));
      for (const value of hostileValues) {
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
      const outcome = await startRun(
        demo,
        {},
        {
          ...options(),
          onFrame: (frame) => {
            const i = counts.push(engine.tf.memory().numTensors) - 1;
            assert.ok(isDeepStrictEqual(frame, base.frames[i]), `frame ${i}`);
          },
        },
      ).finished;
      assert.deepEqual(outcome.kind === 'failed' ? outcome.message : outcome.kind, 'done');
      assert.equal(counts.length, base.frames.length);
      const after = engine.tf.memory();
      assert.deepEqual([after.numTensors, after.numDataBuffers], [numTensors, numDataBuffers]);
      const [middle, last] = [counts[Math.floor(counts.length / 2)]!, counts.at(-1)!];
      assert.ok(last - middle <= 32, `tensors grow from ${middle} to ${last} while it runs`);
    });

    if (demo.prepare)
      it('shows the same from what is prepared already', async () => {
        const { last } = await run({});
        assert.deepEqual(shownNumbers(last), shownNumbers(base.last));
      });

    for (const control of cheapestFirst(demo))
      it(`shows what '${control.id}' does`, async () => {
        const shown: FinishedRun[] = [];
        for (const value of extremes(control, demo)) {
          const isDefault = isDeepStrictEqual(value, control.default);
          shown.push(isDefault ? base : await run({ [control.id]: value }));
        }
        for (const { frames } of shown) frames.forEach((frame) => checkFrame(frame, frames[0]!));
        const [low, high] = shown.map(({ last }) => shownNumbers(last));
        assert.ok(!isDeepStrictEqual(low, high), 'both ends show the same');
      });

    for (const [when, share] of [
      ['at its first frame', 0],
      ['half way', 0.5],
    ] as const)
      it(`can be cancelled ${when}`, async () => {
        const { numTensors } = engine.tf.memory();
        const target = Math.floor(share * shortest.frames);
        let frames = 0;
        const onFrame = () => {
          if (frames++ === target) cancelled.cancel();
        };
        const cancelled = startRun(demo, shortest.params, { ...options(), onFrame });
        assert.deepEqual(await cancelled.finished, { kind: 'cancelled' });
        assert.equal(frames, target + 1);
        assert.equal(engine.tf.memory().numTensors, numTensors);
      });
  });
}
