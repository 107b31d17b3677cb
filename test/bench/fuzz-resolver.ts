/**
 * A long fuzz of the resolver and the look-up, not part of `npm test`:
 *
 *     npm run fuzz -- [positions] [seed] [file or folder of Python…]
 *
 * Damages the fixtures and the given files (Python's own tests where none is given and they are installed), asks
 * random places, and fails on an error, on an answer that points outside, on a look-up that computes for more than
 * 20 ms, and on memory that does not return.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Resolver } from '../../src/resolver/resolver';
import { loadBuiltInCatalog } from '../../tools/checks/catalog';
import { labelledFiles } from '../content/labelled';
import { checkSite, damages } from '../unit/resolver/damage';
import { readFixtures } from '../unit/resolver/fixtures';
import { grammarFiles } from '../unit/resolver/grammar-files';
import { seededRandom } from '../unit/resolver/random';

const maxLookUp = 20_000; // microseconds of processor time
const perText = 100;

const [positions = '100000', seed = '1', ...given] = process.argv.slice(2);
const random = seededRandom(Number(seed));
const catalog = await loadBuiltInCatalog(join(import.meta.dirname, '../..'));
const resolver = new Resolver(grammarFiles);

function pythonFiles(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.py'))
    .map((name) => join(path, name));
}

/** The tests that come with Python, which hold much strange code. */
function pythonTests(): string[] {
  try {
    const script = 'import os, test; print(os.path.dirname(test.__file__))';
    return pythonFiles(execFileSync('python3', ['-c', script], { encoding: 'utf8' }).trim());
  } catch {
    return [];
  }
}

const files = given.length > 0 ? given.flatMap(pythonFiles) : pythonTests();
const documents = [
  ...(await readFixtures()).map(({ document }) => document),
  ...labelledFiles().map(({ document }) => document),
  ...files.map((uri) => ({ languageId: 'python', text: readFileSync(uri, 'utf8'), uri })),
].filter(({ text }) => text.length > 0);

/** A piece of one document inside another. */
function spliced(text: string): string {
  const other = random.pick(documents).text;
  const from = random.below(other.length);
  const at = random.below(text.length + 1);
  return text.slice(0, at) + other.slice(from, from + random.below(2000)) + text.slice(at);
}

/** Microseconds of processor time: what else runs on the machine does not count. */
const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return user + system;
};

/** Of a look-up that seems slow, how long it takes in a fresh analysis: a pause of the engine comes only once. */
function again(languageId: string, text: string, offset: number): number {
  const uri = `${languageId} again`;
  const analysis = resolver.analyze({ uri, version: 1, languageId, text });
  const start = cpu();
  const site = analysis.siteAt(offset);
  if (site) catalog.lookup(site, analysis);
  const spent = cpu() - start;
  resolver.forget(uri);
  return spent;
}

let asked = 0;
let answered = 0;
let failures = 0;
let worst = { spent: 0, where: '' };
const memory = (): number => {
  (globalThis as { gc?: () => void }).gc?.();
  const { heapUsed, arrayBuffers, external } = process.memoryUsage();
  return (heapUsed + arrayBuffers + external) / 1e6;
};
const before: number[] = [];

for (let round = 0; asked < Number(positions); round++) {
  const { languageId, text: whole, uri } = random.pick(documents);
  const [name, damage] = random.pick(Object.entries(damages));
  const text = round % 3 === 0 ? spliced(whole) : damage(whole, random);
  await resolver.load(languageId);
  try {
    // One uri for each language: each text is parsed as an edit of the one before.
    const analysis = resolver.analyze({ uri: languageId, version: round, languageId, text });
    for (let i = 0; i < perText; i++) {
      const offset = random.below(text.length + 1);
      const start = cpu();
      const site = analysis.siteAt(offset);
      const match = site && catalog.lookup(site, analysis);
      let spent = cpu() - start;
      if (spent > maxLookUp / 2) spent = Math.min(spent, again(languageId, text, offset));
      asked++;
      if (match) answered++;
      if (spent > worst.spent && asked > 5000) worst = { spent, where: `${uri}, ${name}, at ${offset}` };
      if (site) checkSite(site, text, offset);
    }
    if (round % 10 === 0) for (const site of analysis.sites()) checkSite(site, text, site.range.start);
  } catch (error) {
    failures++;
    console.error(`round ${round}, ${uri}, ${name}:`, error);
  }
  if (round % 100 === 50) {
    for (const id of new Set(documents.map((document) => document.languageId))) resolver.forget(id);
    before.push(memory());
  }
}
resolver.dispose();
const grown = (before.at(-1) ?? 0) - (before[2] ?? 0);
console.log(
  `${documents.length} files, ${asked} places, ${answered} answers, ${failures} failures; ` +
    `slowest look-up ${(worst.spent / 1000).toFixed(1)} ms (${worst.where}); ` +
    `memory ${before[2]?.toFixed(0)} MB early, ${before.at(-1)?.toFixed(0)} MB at the end`,
);
if (failures > 0 || worst.spent > maxLookUp || grown > 100) process.exitCode = 1;
