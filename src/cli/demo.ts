/** `gloss demo`: runs a demo to its end and prints the last frame. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import util from 'node:util';
import { demos } from '../demos/all.generated';
import type { Demo, Tf } from '../demos/contract/demo';
import type { Frame } from '../demos/contract/frame';
import { valueFromText } from '../demos/contract/param-text';
import { startBackend, startNative, type Engine } from '../engine/backend';
import { startRun } from '../engine/runner';
import { formatNumber } from '../util/number';
import { parseOptions, UsageError, type Command } from './command';
import { dist } from './data';

const usage = 'gloss demo <id> [--set name=value…] [--engine cpu|wasm|native] [--json]';

export const demo: Command = async (argv) => {
  const options = {
    set: { type: 'string', multiple: true },
    engine: { type: 'string' },
    json: { type: 'boolean' },
  } as const;
  const { values, positionals } = parseOptions(argv, options, usage);
  const [id, ...rest] = positionals;
  if (id === undefined || rest.length > 0) throw new UsageError(`usage: ${usage}`);
  const chosen = demos.get(id);
  if (!chosen) {
    process.stderr.write(`gloss: no demo is called '${id}'; there are: ${[...demos.keys()].join(', ')}\n`);
    return 1;
  }
  const params = Object.fromEntries((values.set ?? []).map((setting) => parseSetting(chosen, setting)));
  const engine = await startEngine(values.engine ?? chosen.engine);
  if (engine.note) process.stderr.write(`${engine.note}\n`);
  const outcome = await startRun(chosen, params, { engine }).finished;
  if (outcome.kind !== 'done' || !outcome.last)
    throw new UsageError(outcome.kind === 'failed' ? outcome.message : 'The demo showed nothing.');
  if (values.json)
    process.stdout.write(
      `${frameJson({ demo: id, engine: engine.name, ms: Math.round(outcome.ms), frames: outcome.frames, ...outcome.last })}\n`,
    );
  else printFrame(outcome.last);
  return 0;
};

/** `eps=0.2` as the control's name and a value of its kind. What is out of range is clamped by the run. */
function parseSetting(chosen: Demo, setting: string): [string, unknown] {
  const at = setting.indexOf('=');
  const name = setting.slice(0, Math.max(at, 0));
  const control = chosen.controls.find((candidate) => candidate.id === name);
  if (!control)
    throw new UsageError(
      `gloss: '${setting}' sets no control; there are: ${chosen.controls.map((c) => c.id).join(', ')}`,
    );
  const value = valueFromText(control, setting.slice(at + 1));
  if (value === undefined)
    throw new UsageError(`gloss: '${setting}' is no value for a control of kind ${control.kind}`);
  return [name, value];
}

function startEngine(name: string): Promise<Engine> {
  if (name === 'cpu') return startBackend('cpu');
  if (name === 'wasm')
    return readFile(join(dist, 'tfjs-simd.wasm')).then((bytes) => startBackend('wasm', bytes));
  if (name === 'native') return startNative(loadNative);
  throw new UsageError(`gloss: '${name}' is no engine; there are cpu, wasm and native`);
}

/** tfjs-node from beside the program. Its last release calls a function that Node 23 removed. */
async function loadNative(): Promise<Tf> {
  const old = util as { isNullOrUndefined?: (value: unknown) => boolean };
  old.isNullOrUndefined ??= (value) => value === null || value === undefined;
  return createRequire(join(dist, 'cli.cjs'))('@tensorflow/tfjs-node') as Tf;
}

/** Typed arrays as plain ones. */
function frameJson(value: unknown): string {
  return JSON.stringify(value, (_, item: unknown) =>
    item instanceof Float32Array ? Array.from(item) : item,
  );
}

function printFrame(frame: Frame): void {
  const lines = [frame.reading, ''];
  for (const { label, value, unit, digits } of frame.metrics) {
    const shown =
      digits === undefined || !Number.isFinite(value)
        ? formatNumber(value)
        : String(Number(value.toPrecision(digits)));
    lines.push(`${label}: ${shown}${unit ? ` ${unit}` : ''}`);
  }
  process.stdout.write(
    `${[...lines, '', ...frame.plots.map((plot) => `${plot.title}: ${plot.text}`)].join('\n')}\n`,
  );
}
