/** Search among many entries, with the typing mistakes of people, beside MiniSearch alone. */
import MiniSearch from 'minisearch';
import { createSearch } from '../../src/search/search';
import { percentile, timeBoth, type Row } from './bench';
import { slimEntry, wordFor } from './entries';

const sizes: readonly [count: number, budget: number, times: number][] = [
  [10_000, 16, 400],
  [100_000, 100, 100],
];

/** One letter left out, doubled or swapped, in turn. */
function typo(word: string, i: number): string {
  const at = 2 + (i % (word.length - 3));
  if (i % 3 === 0) return word.slice(0, at) + word.slice(at + 1);
  if (i % 3 === 1) return word.slice(0, at) + word[at]! + word.slice(at);
  return word.slice(0, at) + word[at + 1]! + word[at]! + word.slice(at + 2);
}

export default async function bench(): Promise<readonly Row[]> {
  return sizes.flatMap(([count, budget, times]): Row[] => {
    const entries = Array.from({ length: count }, (_, i) => slimEntry(i));
    const ours = createSearch(entries);
    const plain = new MiniSearch<{ id: string; title: string }>({ fields: ['title', 'summary'] });
    plain.addAll(entries.map(({ id, title, summary }) => ({ id, title, summary })));
    const start = performance.now();
    ours.prepare(Infinity);
    const build = performance.now() - start;
    const asked = (i: number): number => (i * 7919) % count;
    const query = (i: number): string => typo(wordFor(asked(i)), i);
    let found = 0;
    const [samples, yardstick] = timeBoth(
      times,
      (i) => (found += ours.search(query(i), 10).some(({ id }) => id === entries[asked(i)]!.id) ? 1 : 0),
      (i) => plain.search(query(i), { prefix: true, fuzzy: 2 }),
      0,
    );
    const p99 = percentile(samples, 0.99);
    const share = (100 * found) / times;
    return [
      {
        what: `search among ${count} entries, p99 (index built in ${build.toFixed(0)} ms)`,
        value: p99,
        unit: 'ms',
        budget: `< ${budget} ms`,
        held: p99 < budget,
        yardstick: { what: 'MiniSearch alone, p99', value: percentile(yardstick, 0.99), unit: 'ms' },
      },
      {
        what: `typos found in the first ten of ${count}`,
        value: share,
        unit: '%',
        budget: '>= 95 %',
        held: share >= 95,
      },
    ];
  });
}
