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
import { lighter } from './lighter';

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
    const light = { ...defaultParams(demo.controls), ...lighter[id] };
    let engine: Engine;
    let base: FinishedRun;
    /** Tensors at each of its frames. */
    const tensors: number[] = [];
    let lightBase: FinishedRun;
    /** The parameters of the run with the fewest frames that still has a middle. */
    let shortest: { readonly params: Readonly<Record<string, unknown>>; readonly frames: number };
    const options = (): RunOptions => ({ engine, clock: everyFrame(), backend: async () => undefined });
    /** As in the panel: what an earlier run prepared is used again. */
    const run = async (params: Readonly<Record<string, unknown>>, onFrame?: () => void) => {
      const finished = await runToEnd(demo, params, { ...options(), workshop, onFrame });
      const frames = finished.frames.length;
      if (frames > 2 && frames < shortest?.frames) shortest = { params, frames };
      return finished;
    };
    /** With one control at `value`: a control that makes the work light is tried with all the work there is. */
    const runWith = async ({ id: changed }: Control, value: ControlValue): Promise<FinishedRun> => {
      const from = changed in (lighter[id] ?? {}) ? defaultParams(demo.controls) : light;
      const params = { ...from, [changed]: value };
      if (isDeepStrictEqual(params, light)) return lightBase;
      return isDeepStrictEqual(params, defaultParams(demo.controls)) ? base : run(params);
    };
    before(async () => {
      engine = await startEngine(demo.engine);
      const runLight = id in lighter && (await run(light));
      base = await run({}, () => tensors.push(engine.tf.memory().numTensors));
      lightBase = runLight || base;
      shortest = { params: light, frames: lightBase.frames.length };
    });
    after(() => workshop.dispose());

    it('bears the name of its file and has sound controls', () => {
      assert.equal(demo.id, id);
      assert.deepEqual(checkedParams(demo.controls, light), light, 'lighter');
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

    it('keeps to its tensors while it runs', () => {
      const [middle, last] = [tensors[Math.floor(tensors.length / 2)]!, tensors.at(-1)!];
      assert.ok(last - middle <= 32, `tensors grow from ${middle} to ${last} while it runs`);
    });

    it('shows the same frames for the same seed, and leaves no tensor', async () => {
      const { numTensors, numDataBuffers } = engine.tf.memory();
      let frames = 0;
      const onFrame = (frame: Frame) => {
        assert.ok(isDeepStrictEqual(frame, lightBase.frames[frames]), `frame ${frames}`);
        frames++;
      };
      const outcome = await startRun(demo, light, { ...options(), onFrame }).finished;
      assert.deepEqual(outcome.kind === 'failed' ? outcome.message : outcome.kind, 'done');
      assert.equal(frames, lightBase.frames.length);
      const after = engine.tf.memory();
      assert.deepEqual([after.numTensors, after.numDataBuffers], [numTensors, numDataBuffers]);
    });

    if (demo.prepare)
      it('shows the same from what is prepared already', async () => {
        const { last } = await run({});
        assert.deepEqual(shownNumbers(last), shownNumbers(base.last));
      });

    for (const control of cheapestFirst(demo))
      it(`shows what '${control.id}' does`, async () => {
        const shown: FinishedRun[] = [];
        for (const value of extremes(control, demo)) shown.push(await runWith(control, value));
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
