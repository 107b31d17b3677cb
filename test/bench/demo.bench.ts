/** Demos: the first frame and the whole run, beside the same dense layer in a plain JavaScript loop. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demos } from '../../src/demos/all.generated';
import { startBackend } from '../../src/engine/backend';
import { startRun } from '../../src/engine/runner';
import { time, type Row } from './bench';
import { dist } from './program';

/** Milliseconds, undisturbed, of a plain loop over 300 products of 200 x 64 with 64 x 64: the work of a small network. */
function plainLoop(): number {
  const [rows, width] = [200, 64];
  const a = new Float32Array(rows * width).fill(0.5);
  const b = new Float32Array(width * width).fill(0.25);
  const c = new Float32Array(rows * width);
  const product = (): void => {
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < width; j++) {
        let sum = 0;
        for (let k = 0; k < width; k++) sum += a[i * width + k]! * b[k * width + j]!;
        c[i * width + j] = sum;
      }
  };
  return Math.min(...time(30, product)) * 300;
}

export default async function bench(): Promise<readonly Row[]> {
  const yardstick = { what: '300 dense layers in plain JavaScript', value: plainLoop(), unit: 'ms' } as const;
  const wasm = await readFile(join(dist, 'tfjs-simd.wasm'));
  const rows: Row[] = [];
  for (const demo of demos.values()) {
    const engine = await startBackend(demo.engine, wasm);
    const start = performance.now();
    const before = process.cpuUsage();
    let first = NaN;
    let bytes = 0;
    const onFrame = (): void => {
      if (Number.isNaN(first)) first = performance.now() - start;
      bytes = Math.max(bytes, engine.tf.memory().numBytes);
    };
    const outcome = await startRun(demo, {}, { engine, onFrame }).finished;
    if (outcome.kind !== 'done') throw new Error(`${demo.id} did not end: ${JSON.stringify(outcome)}`);
    const { user, system } = process.cpuUsage(before);
    const work = (user + system) / 1000;
    rows.push({
      what: `${demo.id}, first frame (${engine.name})`,
      value: first,
      unit: 'ms',
      budget: '< 1 s warm',
      held: first < 1000,
      yardstick,
    });
    rows.push({
      what: `${demo.id}, whole run, ${outcome.frames} frames, processor time`,
      value: work,
      unit: 'ms',
      budget: '< 10 s',
      held: work < 10_000,
      yardstick,
    });
    const rate = outcome.frames / (work / 1000);
    rows.push({ what: `${demo.id}, pace`, value: rate, unit: 'frames/s', budget: '> 1', held: rate > 1 });
    const tensors = bytes / 2 ** 20;
    rows.push({
      what: `${demo.id}, tensors at most`,
      value: tensors,
      unit: 'MB',
      budget: '< 100 MB',
      held: tensors < 100,
    });
  }
  return rows;
}
