import { strict as assert } from 'node:assert';
import { Resolver } from '../../../src/resolver/resolver';
import type { Site } from '../../../src/resolver/site';
import { documentOf } from './documents';
import { readFixtures } from './fixtures';
import { grammarFiles } from './grammar-files';
import { seededRandom } from './random';

/** What holds for every site of every text. */
function check(site: Site, text: string, offset: number): void {
  assert.ok(site.range.start <= offset && offset <= site.range.end && site.range.end <= text.length);
  assert.ok(site.statement.start <= site.statement.end && site.statement.end <= text.length);
  for (const { range, valueRange, literal } of site.call?.args ?? []) {
    assert.ok(range.start <= valueRange.start && valueRange.end <= range.end && range.end <= text.length);
    if (literal) assert.equal(literal.text, text.slice(literal.range.start, literal.range.end));
  }
  if (site.argument) assert.ok(site.call?.args.includes(site.argument));
  if (site.value) assert.equal(site.value.text, text.slice(site.value.range.start, site.value.range.end));
}

describe('resolver on damaged files', function () {
  this.timeout(30_000);
  const resolver = new Resolver(grammarFiles);
  const random = seededRandom(20);

  after(() => resolver.dispose());

  const damages: Readonly<Record<string, (text: string) => string>> = {
    'cut off': (text) => text.slice(0, random.below(text.length)),
    'cut out': (text) => {
      const start = random.below(text.length);
      return text.slice(0, start) + text.slice(start + random.below(60));
    },
    'one character changed': (text) => {
      const at = random.below(text.length);
      return (
        text.slice(0, at) +
        String.fromCharCode(text.charCodeAt(at) ^ (1 << random.below(8))) +
        text.slice(at + 1)
      );
    },
    'pieces mixed': (text) => {
      const [a, b, c] = [random.below(text.length), random.below(text.length), random.below(text.length)];
      return text.slice(a, a + 300) + text.slice(b, b + 300) + text.slice(c, c + 300);
    },
  };

  for (const [name, damage] of Object.entries(damages)) {
    it(`never throws and never points outside: ${name}`, async () => {
      for (const { document } of await readFixtures()) {
        await resolver.load(document.languageId);
        for (let round = 0; round < 4; round++) {
          const text = damage(document.text);
          const analysis = resolver.analyze(documentOf(text, document.languageId, round, 'fuzz'));
          for (let i = 0; i < 30; i++) {
            const offset = random.below(text.length + 1);
            const site = analysis.siteAt(offset);
            if (site) check(site, text, offset);
          }
          for (const site of analysis.sites()) check(site, text, site.range.start);
        }
      }
    });
  }
});
