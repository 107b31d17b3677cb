/** Engines and finished runs for tests. */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Demo } from '../../src/demos/contract/demo';
import type { Frame } from '../../src/demos/contract/frame';
import { seededParams, type Seeded, type SeedValue } from '../../src/demos/contract/seed';
import { checkedParams } from '../../src/demos/contract/params';
import { startBackend, type Engine } from '../../src/engine/backend';
import { startRun, type RunOptions } from '../../src/engine/runner';
import { Workshop } from '../../src/engine/workshop';

export const engineNames = ['cpu', 'wasm'] as const;
export type EngineName = (typeof engineNames)[number];

const wasmFile = new URL(
  '../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm',
  import.meta.url,
);

export function wasmBytes(): Promise<Buffer> {
  return readFile(wasmFile);
}

/** Starts the engine and proves that it is the one. */
export async function startEngine(name: EngineName): Promise<Engine> {
  const engine = await startBackend(name, name === 'wasm' ? await wasmBytes() : undefined);
  assert.equal(engine.note, undefined);
  assert.equal(engine.tf.getBackend(), name);
  return engine;
}

/** A clock on which the time between two frames is always long enough, so that every frame is handed on. */
export function everyFrame(): () => number {
  let time = 0;
  return () => (time += 1000);
}

export interface FinishedRun {
  readonly frames: readonly Frame[];
  readonly last: Frame;
  readonly ms: number;
  /** Value of a metric of the last frame; fails where there is none. */
  metric(id: string): number;
}

/** Runs to the end and returns every frame that was handed on; `onFrame` of the options sees them too. */
export async function runToEnd(
  demo: Demo,
  params: Readonly<Record<string, unknown>>,
  options: RunOptions,
): Promise<FinishedRun> {
  const frames: Frame[] = [];
  const onFrame = (frame: Frame) => {
    frames.push(frame);
    options.onFrame?.(frame);
  };
  const run = startRun(demo, params, { ...options, onFrame });
  const outcome = await run.finished;
  assert.equal(outcome.kind, 'done', outcome.kind === 'failed' ? outcome.message : undefined);
  const last = outcome.kind === 'done' ? outcome.last : undefined;
  assert.ok(last, 'a demo shows at least one frame');
  return {
    frames,
    last,
    ms: outcome.kind === 'done' ? outcome.ms : NaN,
    metric(id) {
      const metric = last.metrics.find((candidate) => candidate.id === id);
      assert.ok(metric, `metric '${id}'`);
      return metric.value;
    },
  };
}

/**
 * Runs to the end, once for the same values of the controls, and prepares once for the same values of those that it
 * depends on. Called in a suite, whose end frees what is prepared; `options` is asked at a run, when its engine is there.
 */
export function runsOnce(
  demo: Demo,
  options: () => RunOptions,
): (params?: Readonly<Record<string, unknown>>) => Promise<FinishedRun> {
  const runs = new Map<string, Promise<FinishedRun>>();
  const workshops = new Map<string, Workshop>();
  after(() => workshops.forEach((workshop) => workshop.dispose()));
  return (params = {}) => {
    const checked = checkedParams(demo.controls, params);
    const key = JSON.stringify(checked);
    const prepared = JSON.stringify(demo.prepare?.controls.map((id) => checked[id]));
    const workshop = workshops.get(prepared) ?? new Workshop();
    workshops.set(prepared, workshop);
    const run = runs.get(key) ?? runToEnd(demo, params, { workshop, ...options() });
    runs.set(key, run);
    return run;
  };
}

/** The parameters that a demo starts with where the code gives these values to roles. */
export function seededFromCode(demo: Demo, values: Readonly<Record<string, SeedValue['value']>>): Seeded {
  const given = Object.entries(values).map(([role, value]): [string, SeedValue] => [
    role,
    { value, from: 'code' },
  ]);
  return seededParams(demo.controls, Object.fromEntries(given));
}
