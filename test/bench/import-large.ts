/**
 * `npm run bench:import [-- MB entries]`: writes a raw glossary, 500 MB of 100,000 entries unless told otherwise,
 * imports it with the built command line, and prints time and memory beside the budgets of the import.
 */
import { spawnSync } from 'node:child_process';
import { mkdtemp, open, readFile, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rawEntry, rawGlossary } from './raw-glossary';

const [megabytes = 500, entries = 100_000] = process.argv.slice(2).map(Number);
const cli = join(import.meta.dirname, '../../dist/cli.cjs');
/** Paragraphs of each entry, of about a kilobyte. */
const base = rawEntry(1, 0).length;
const paragraphs = Math.max(
  0,
  Math.round(((megabytes * 1e6) / entries - base) / (rawEntry(1, 1).length - base)),
);

/** Runs the command line and writes what it took of the processor, in seconds, and of memory, in MB. */
const measured = `
  process.on('exit', () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const used = { seconds: (userCPUTime + systemCPUTime) / 1e6, memory: maxRSS / 1000 };
    require('node:fs').writeFileSync(process.env.GLOSS_USED, JSON.stringify(used));
  });
  process.argv.splice(1, 0, ${JSON.stringify(cli)});
  require(${JSON.stringify(cli)});`;

const folder = await mkdtemp(join(tmpdir(), 'gloss-bench-'));
try {
  const raw = join(folder, 'raw.txt');
  const file = await open(raw, 'w');
  for (const piece of rawGlossary(entries, paragraphs)) await file.write(piece);
  await file.close();
  const size = (await stat(raw)).size / 1e6;
  const used = join(folder, 'used.json');
  const out = join(folder, 'pack');
  const start = Date.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['-e', measured, 'import', raw, '--out', out],
    {
      encoding: 'utf8',
      env: { ...process.env, GLOSS_USED: used },
    },
  );
  if (status !== 0) throw new Error(`gloss import ended with ${status}: ${stderr}`);
  const wall = (Date.now() - start) / 1000;
  const { seconds, memory } = JSON.parse(await readFile(used, 'utf8')) as { seconds: number; memory: number };
  const drafts = (await readdir(out)).filter((name) => name.endsWith('.md')).length;
  const rate = size / seconds;
  console.log(`${size.toFixed(0)} MB, ${entries} entries: ${drafts} drafts; ${stdout.split('\n', 1)[0]}`);
  console.log(
    `${wall.toFixed(0)} s, ${seconds.toFixed(0)} s of the processor: ${rate.toFixed(2)} MB/s  [>= 1 MB/s]`,
  );
  console.log(`${memory.toFixed(0)} MB of memory at most  [< 300 MB]`);
  if (drafts !== entries || rate < 1 || memory >= 300) process.exitCode = 1;
} finally {
  await rm(folder, { recursive: true, force: true });
}
