/** `npm run bench [name…]`: runs test/bench/*.bench.ts and prints each value beside its budget and yardstick. */
import { readdir, readFile } from 'node:fs/promises';
import { cpus } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { Bench, Row } from '../test/bench/bench';

const folder = join(import.meta.dirname, '../test/bench');
const built = join(import.meta.dirname, '../.cache/bench');
const wanted = process.argv.slice(2);
const names = (await readdir(folder))
  .filter((f) => f.endsWith('.bench.ts'))
  .map((f) => f.slice(0, -'.bench.ts'.length));
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(', ')}; there are: ${names.join(', ')}`);
  process.exit(2);
}

/** What a file asks about its own place, answered as if it had not been moved. */
const places: Plugin = {
  name: 'places',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => ({
      loader: 'ts',
      contents: (await readFile(path, 'utf8'))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)))
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
    }));
  },
};

/** A benchmark, built as the programs are: tsx, by which the tests run, pays for the name of every function it makes. */
async function load(name: string): Promise<Bench> {
  const outfile = join(built, `${name}.mjs`);
  await build({
    entryPoints: [join(folder, `${name}.bench.ts`)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    plugins: [places],
    logLevel: 'warning',
  });
  return ((await import(pathToFileURL(outfile).href)) as { default: Bench }).default;
}

const digits = (value: number): string => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

function line(row: Row): string {
  const yardstick = row.yardstick
    ? `${row.yardstick.what}: ${digits(row.yardstick.value)} ${row.yardstick.unit} (${(row.value / row.yardstick.value).toFixed(2)} x)`
    : '';
  return `${row.held ? 'held  ' : 'BROKEN'}  ${row.what}: ${digits(row.value)} ${row.unit}  [${row.budget}]  ${yardstick}`;
}

console.log(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`);
let broken = 0;
for (const name of names.filter((n) => wanted.length === 0 || wanted.includes(n))) {
  console.log(`\n${name}`);
  const bench = await load(name);
  for (const row of await bench()) {
    if (!row.held) broken++;
    console.log(`  ${line(row)}`);
  }
}
console.log(`\n${broken === 0 ? 'All budgets held.' : `${broken} budgets broken.`}`);
process.exitCode = broken === 0 ? 0 : 1;
