/** `npm run bench [name…]`: runs test/bench/*.bench.ts and prints each value beside its budget and yardstick. */
import { readdir } from 'node:fs/promises';
import { cpus } from 'node:os';
import { join } from 'node:path';
import type { Bench, Row } from '../test/bench/bench';

const folder = join(import.meta.dirname, '../test/bench');
const wanted = process.argv.slice(2);
const names = (await readdir(folder))
  .filter((f) => f.endsWith('.bench.ts'))
  .map((f) => f.slice(0, -'.bench.ts'.length));
const unknown = wanted.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(', ')}; there are: ${names.join(', ')}`);
  process.exit(2);
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
  const bench = ((await import(join(folder, `${name}.bench.ts`))) as { default: Bench }).default;
  for (const row of await bench()) {
    if (!row.held) broken++;
    console.log(`  ${line(row)}`);
  }
}
console.log(`\n${broken === 0 ? 'All budgets held.' : `${broken} budgets broken.`}`);
process.exitCode = broken === 0 ? 0 : 1;
