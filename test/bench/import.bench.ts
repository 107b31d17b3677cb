/** Import of raw glossary text from a file, in time of the processor, beside reading that file. */
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestOf, type Digest } from '../../src/importer/digest';
import { importGlossary } from '../../src/importer/import';
import { group } from '../../src/importer/merge';
import { splitText } from '../../src/importer/split';
import { compiles } from '../unit/importer/ports';
import { grammarFiles } from '../unit/resolver/grammar-files';
import type { Row } from './bench';
import { rawGlossary } from './raw-glossary';

const entries = 10_000;

const openFile = (path: string) =>
  createReadStream(path, { encoding: 'utf8', highWaterMark: 1 << 20 }) as AsyncIterable<string>;

async function writeRaw(path: string, count: number, paragraphs: number): Promise<number> {
  const file = await open(path, 'w');
  for (const piece of rawGlossary(count, paragraphs)) await file.write(piece);
  await file.close();
  return (await stat(path)).size / 1e6;
}

/** Of the processor: other programs on the machine do not count. */
async function seconds(work: () => Promise<void>): Promise<number> {
  const start = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

export default async function bench(): Promise<readonly Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'gloss-bench-'));
  try {
    const raw = join(folder, 'raw.txt');
    const size = await writeRaw(raw, entries, 4);
    const read = await seconds(async () => {
      for await (const chunk of openFile(raw)) void chunk;
    });
    let peak = 0;
    const watch = () => (peak = Math.max(peak, process.memoryUsage().rss / 1e6));
    const before = process.memoryUsage().rss / 1e6;
    const split = await seconds(async () => {
      const digests: Digest[] = [];
      for await (const batch of splitText(openFile(raw), 'raw.txt', () => {}))
        for (const entry of batch) digests.push(digestOf(entry, digests.length));
      if (group(digests, () => {}).groups.length !== entries) throw new Error('Not every entry was found.');
    });
    const whole = await seconds(async () => {
      await importGlossary({
        fileName: 'raw.txt',
        open: () => openFile(raw),
        target: { read: () => Promise.resolve(undefined), write: () => Promise.resolve(void watch()) },
        compiles,
        grammars: grammarFiles,
        known: [],
      });
    });
    const yardstick = { what: 'reading the file', value: size / read, unit: 'MB/s' as const };
    const memory = peak - before;
    return [
      {
        what: `split and merge of ${size.toFixed(0)} MB, ${entries} entries`,
        value: size / split,
        unit: 'MB/s',
        budget: '>= 20 MB/s',
        held: size / split >= 20,
        yardstick,
      },
      {
        what: 'drafts with formulas proved',
        value: size / whole,
        unit: 'MB/s',
        budget: '>= 1 MB/s',
        held: size / whole >= 1,
        yardstick,
      },
      {
        what: 'memory above that of the process',
        value: memory,
        unit: 'MB',
        budget: '< 300 MB',
        held: memory < 300,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
