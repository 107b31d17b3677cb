/** A catalog read and ready to answer, and a look-up in a small and a very large one. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCatalog, type Catalog } from '../../src/catalog/catalog';
import type { BuiltCatalog, Entry } from '../../src/catalog/entry';
import { analysis, site } from '../unit/catalog/sites';
import { median, percentile, timeBoth, type Row } from './bench';
import { fullEntry, slimEntry, wordFor } from './entries';
import { builtCatalog } from './program';

const sizes: readonly [count: number, budget: number, times: number][] = [
  [42, 5, 40],
  [300, 15, 40],
  [100_000, 1500, 3],
];

/** Three answers that need all indices: by argument, by key, by words. */
function answer(catalog: Catalog, i: number): number {
  const where = analysis('x');
  const word = wordFor(i);
  const callee = `py:lib${i % 500}.nn.${word}.Loss`;
  const args = [{ keyword: `${word}_strength`, value: 0.5 }];
  const sites = [
    site({ callee, args, at: 0, place: 'keyword', text: `${word}_strength` }),
    site({ text: `${word}_strength`, place: 'key' }),
    site({ text: `my_${word}_loss`, place: 'definition' }),
  ];
  return sites.filter((found) => catalog.lookup(found, where)).length;
}

const entriesOf = (bytes: string): readonly Entry[] => (JSON.parse(bytes) as BuiltCatalog).entries;

export default async function bench(): Promise<readonly Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'gloss-bench-'));
  const file = join(folder, 'catalog.json');
  const rows: Row[] = [];
  const catalogs: Catalog[] = [];
  try {
    const [real] = builtCatalog().entries;
    for (const [count, budget, times] of sizes) {
      const entry = (i: number) => (count > 1000 || !real ? slimEntry(i) : fullEntry(real, i));
      writeFileSync(
        file,
        JSON.stringify({ formatVersion: '1.0', entries: Array.from({ length: count }, (_, i) => entry(i)) }),
      );
      const read = () => readFileSync(file, 'utf8');
      const usable = (): void => {
        const catalog = createCatalog(entriesOf(read()));
        if (answer(catalog, count - 1) !== 3) throw new Error('The catalog does not answer.');
        catalogs[sizes.findIndex(([size]) => size === count)] = catalog;
      };
      const [ours, parse] = timeBoth(times, usable, () => entriesOf(read()), count > 1000 ? 1 : 10).map(
        median,
      ) as [number, number];
      rows.push({
        what: `catalog of ${count} entries usable (${(read().length / 1e6).toFixed(1)} MB)`,
        value: ours,
        unit: 'ms',
        budget: `< ${budget} ms and < 3 x`,
        held: ours < budget && ours < 3 * parse,
        yardstick: { what: 'read and JSON.parse', value: parse, unit: 'ms' },
      });
    }
    rows.push(lookupRow(catalogs[0]!, catalogs[2]!));
  } finally {
    rmSync(folder, { recursive: true });
  }
  return rows;
}

function lookupRow(small: Catalog, large: Catalog): Row {
  const samples = timeBoth(
    20_000,
    (i) => answer(large, (i * 7919) % large.size),
    (i) => answer(small, i % small.size),
    500,
  );
  const [ours, yardstick] = samples.map(median) as [number, number];
  return {
    what: `three look-ups among 100000 entries (p99 ${percentile(samples[0], 0.99).toFixed(4)} ms)`,
    value: ours,
    unit: 'ms',
    budget: 'not slower than among 42 (1.5 x for the caches of the processor)',
    held: ours < 1.5 * yardstick,
    yardstick: { what: 'the same among 42', value: yardstick, unit: 'ms' },
  };
}
