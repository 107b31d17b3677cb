/**
 * `npm run soak [-- --runs=50] [ids…]`: runs each demo many times in one process, as a worker does that stays, and
 * fails where tensors are left over or memory grows from the first third of the runs to the last.
 */
import { readFile } from 'node:fs/promises';
import { demos } from '../src/demos/all.generated';
import type { Demo } from '../src/demos/contract/demo';
import { startBackend } from '../src/engine/backend';
import { startRun } from '../src/engine/runner';
import { Workshop } from '../src/engine/workshop';

const options = process.argv.slice(2);
const ids = options.filter((option) => !option.startsWith('--'));
const runs = Number(options.find((option) => option.startsWith('--runs='))?.slice('--runs='.length) ?? 50);

/** Megabytes by which the heap may differ between early and late runs: what a collection leaves behind varies. */
const slack = 8;

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** What is wrong after all runs, in words; nothing where memory is flat. */
async function soak(demo: Demo, wasm: ArrayBuffer): Promise<string | undefined> {
  const engine = await startBackend(demo.engine, wasm);
  const workshop = new Workshop();
  const heap: number[] = [];
  const tensors: number[] = [];
  for (let run = 0; run < runs; run++) {
    const outcome = await startRun(demo, {}, { engine, workshop }).finished;
    if (outcome.kind !== 'done') return `run ${run + 1} ended as ${JSON.stringify(outcome)}`;
    global.gc?.();
    const { heapUsed, external } = process.memoryUsage();
    heap.push((heapUsed + external) / 2 ** 20);
    tensors.push(engine.tf.memory().numTensors);
  }
  workshop.dispose();
  const third = Math.max(1, Math.floor(runs / 3));
  const growth = mean(heap.slice(-third)) - mean(heap.slice(0, third));
  const left = tensors.at(-1)! - tensors[0]!;
  console.log(
    `${demo.id} (${engine.name}): ${runs} runs, ${heap[0]!.toFixed(1)} to ${heap.at(-1)!.toFixed(1)} MB, ${left} tensors more`,
  );
  if (left > 0) return `${left} tensors are left over`;
  return growth > slack ? `memory grew by ${growth.toFixed(1)} MB` : undefined;
}

const wasm = await readFile('dist/tfjs-simd.wasm');
const bytes = wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.byteLength) as ArrayBuffer;
for (const [id, demo] of demos) {
  if (ids.length > 0 && !ids.includes(id)) continue;
  const problem = await soak(demo, bytes);
  if (problem === undefined) continue;
  console.error(`${id}: ${problem}`);
  process.exitCode = 1;
}
