import { Resolver } from '../../../src/resolver/resolver';
import { checkSite, damages } from './damage';
import { documentOf } from './documents';
import { readFixtures } from './fixtures';
import { grammarFiles } from './grammar-files';
import { seededRandom } from './random';

describe('resolver on damaged files', function () {
  this.timeout(30_000);
  const resolver = new Resolver(grammarFiles);
  const random = seededRandom(20);

  after(() => resolver.dispose());

  for (const [name, damage] of Object.entries(damages)) {
    it(`never throws and never points outside: ${name}`, async () => {
      for (const { document } of await readFixtures()) {
        await resolver.load(document.languageId);
        for (let round = 0; round < 2; round++) {
          const text = damage(document.text, random);
          const analysis = resolver.analyze(documentOf(text, document.languageId, round, 'fuzz'));
          for (let i = 0; i < 30; i++) {
            const offset = random.below(text.length + 1);
            const site = analysis.siteAt(offset);
            if (site) checkSite(site, text, offset);
          }
          for (const site of analysis.sites()) checkSite(site, text, site.range.start);
        }
      }
    });
  }
});
