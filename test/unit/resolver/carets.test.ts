import { strict as assert } from 'node:assert';
import { Resolver } from '../../../src/resolver/resolver';
import type { Site } from '../../../src/resolver/site';
import { readFixtures } from './fixtures';
import { grammarFiles } from './grammar-files';

const fixtures = await readFixtures();
const resolver = new Resolver(grammarFiles);

/** What a caret line can say of a site, as text. */
const fields: Readonly<Record<string, (site: Site) => unknown>> = {
  text: (site) => site.text,
  place: (site) => site.place,
  symbol: (site) => site.symbol,
  via: (site) => site.via,
  call: (site) => site.call?.callee.symbol,
  bases: (site) => site.call?.callee.bases?.join(','),
  open: (site) => site.call?.open,
  argument: ({ argument }) => argument?.keyword ?? argument?.path ?? argument?.position,
  option: ({ argument }) => argument?.option,
  literal: ({ argument }) => argument?.literal && shown(argument.literal.value),
  value: (site) => site.value && shown(site.value.value),
  origin: ({ argument, value }) => (value ?? argument?.literal)?.origin,
  name: (site) => site.name?.text,
  inside: (site) => site.inside.join(','),
};

function shown(value: unknown): string {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : JSON.stringify(value);
}

/** `"a b"` is `a b`; numbers are compared as numbers. */
function wanted(key: string, text: string): string {
  if (text === '-') return 'undefined';
  if (key === 'literal' || key === 'value') return text === 'Infinity' ? text : shown(JSON.parse(text));
  return text.startsWith('"') ? (JSON.parse(text) as string) : text;
}

describe('resolver at the carets of the fixtures', () => {
  after(() => resolver.dispose());

  it('has carets in every language', () => {
    assert.ok(fixtures.reduce((sum, { carets }) => sum + carets.length, 0) >= 120);
    assert.deepEqual(
      fixtures.filter(({ carets }) => carets.length === 0).map(({ name }) => name),
      [],
    );
  });

  for (const { name, document, carets } of fixtures) {
    describe(name, () => {
      before(async () => assert.deepEqual(await resolver.load(document.languageId), { ok: true }));

      for (const { offset, line, column, expected } of carets) {
        it(`${line}:${column} ${[...expected].map(([key, value]) => `${key}=${value}`).join(' ')}`, () => {
          const site = resolver.analyze(document).siteAt(offset);
          assert.ok(site, 'nothing stands here');
          for (const [key, value] of expected) {
            assert.ok(fields[key], `unknown field ${key}`);
            assert.equal(String(fields[key](site)), wanted(key, value), key);
          }
          assert.ok(site.range.start <= offset && offset <= site.range.end, 'the range covers the caret');
        });
      }

      it('lists the sites in order and the same as one by one', () => {
        const analysis = resolver.analyze(document);
        let last = -1;
        for (const site of analysis.sites()) {
          assert.ok(site.range.start >= last, `${site.text} comes after what stands behind it`);
          last = site.range.start;
          assert.deepEqual(analysis.siteAt(site.range.start), site);
        }
        assert.notEqual(last, -1);
      });
    });
  }
});
