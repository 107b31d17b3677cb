/**
 * A long fuzz of the resolver, not part of `npm test`:
 * `node --import tsx test/bench/fuzz-resolver.ts [rounds] [seed] [file…]`. Without files it damages the fixtures.
 */
import { readFile } from 'node:fs/promises';
import { Resolver } from '../../src/resolver/resolver';
import { checkSite, damages } from '../unit/resolver/damage';
import { readFixtures } from '../unit/resolver/fixtures';
import { grammarFiles } from '../unit/resolver/grammar-files';
import { seededRandom } from '../unit/resolver/random';

const [rounds = '200', seed = '1', ...files] = process.argv.slice(2);
const random = seededRandom(Number(seed));
const resolver = new Resolver(grammarFiles);
const documents =
  files.length > 0
    ? await Promise.all(
        files.map(async (uri) => ({ languageId: 'python', text: await readFile(uri, 'utf8'), uri })),
      )
    : (await readFixtures()).map(({ document }) => document);

let sites = 0;
let failures = 0;
for (let round = 0; round < Number(rounds); round++) {
  const { languageId, text: whole, uri } = random.pick(documents);
  const damage = random.pick(Object.entries(damages));
  const text = damage[1](damage[1](whole, random), random);
  await resolver.load(languageId);
  try {
    // One uri for all: each text is parsed as an edit of the one before.
    const analysis = resolver.analyze({ uri: languageId, version: round, languageId, text });
    for (const site of analysis.sites()) {
      checkSite(site, text, site.range.start);
      sites++;
    }
    for (let i = 0; i < 200; i++) {
      const offset = random.below(text.length + 1);
      const site = analysis.siteAt(offset);
      if (site) checkSite(site, text, offset);
    }
  } catch (error) {
    failures++;
    console.error(`round ${round}, ${uri}, ${damage[0]}:`, error);
  }
}
resolver.dispose();
console.log(`${rounds} damaged texts, ${sites} sites, ${failures} failures`);
process.exitCode = failures > 0 ? 1 : 0;
