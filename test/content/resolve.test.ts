import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Catalog } from '../../src/catalog/catalog';
import { Resolver } from '../../src/resolver/resolver';
import { loadBuiltInCatalog } from '../../tools/checks/catalog';
import { grammarFiles } from '../unit/resolver/grammar-files';
import { labelledFiles } from './labelled';

const files = labelledFiles();

describe('labelled code', function () {
  this.timeout(60_000);
  let catalog: Catalog;
  const resolver = new Resolver(grammarFiles);

  before(async () => {
    catalog = await loadBuiltInCatalog(join(import.meta.dirname, '../..'));
  });
  after(() => resolver.dispose());

  it('has places that mean a concept and many that mean none', () => {
    const labels = files.flatMap((file) => file.labels);
    assert.ok(labels.length >= 500);
    assert.ok(labels.filter(({ concept }) => concept === undefined).length >= 200);
  });

  for (const { name, document, labels } of files) {
    it(`${name}: ${labels.length} places`, async () => {
      assert.deepEqual(await resolver.load(document.languageId), { ok: true });
      const analysis = resolver.analyze(document);
      const wrong = labels.flatMap(({ offset, word, line, concept, role, value }) => {
        if (concept !== undefined && !catalog.entry(concept)) return [];
        const site = analysis.siteAt(offset);
        const match = site && catalog.lookup(site, analysis);
        const given = role === undefined ? undefined : String(match?.values[role]?.value);
        const isRight = match?.entry.id === concept && given === value;
        return isRight
          ? []
          : [
              `${line}: ${word} is ${match?.entry.id ?? 'silent'} (${given}), not ${concept ?? 'silent'} (${value})`,
            ];
      });
      assert.deepEqual(wrong, []);
    });
  }
});
