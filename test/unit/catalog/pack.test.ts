import assert from 'node:assert/strict';
import { PackReader, parsePackFile } from '../../../src/catalog/pack';

const concept = (title: string, more = '') =>
  `---\ntitle: ${title}\ncategory: loss\nsummary: A loss for tests only.\n${more}---\n\n## Idea\nIt is [[focal-loss]].\n`;

describe('parsePackFile', () => {
  it('reads a pack', () => {
    const { pack, problems } = parsePackFile(
      '{"name": "team", "version": "1.0.0", "formatVersion": "1.0"}',
      'pack.json',
    );
    assert.deepEqual(problems, []);
    assert.equal(pack?.name, 'team');
  });

  const broken: [text: string, code: string, line: number, message: RegExp][] = [
    ['{"name": ', 'json', 1, /not JSON/],
    ['{\n "name": "Team X",\n "version": "1", "formatVersion": "1.0"}', 'schema', 2, /name/],
    ['{"name": "t", "version": "1", "formatVersion": "2.0"}', 'schema', 1, /formatVersion/],
    [
      '{"name": "t", "version": "1", "formatVersion": "1.0",\n"run": "rm"}',
      'schema',
      2,
      /'run' is not a field/,
    ],
    ['[]', 'schema', 1, /mapping/],
    [' '.repeat(200_000), 'size', 1, /at most/],
  ];
  for (const [text, code, line, message] of broken)
    it(`says what is wrong with ${JSON.stringify(text.slice(0, 40))}`, () => {
      const { pack, problems } = parsePackFile(text, 'pack.json');
      assert.equal(pack, undefined);
      assert.equal(problems[0]?.code, code);
      assert.equal(problems[0]?.line, line);
      assert.match(problems.map(({ message: said }) => said).join('\n'), message);
    });
});

describe('PackReader', () => {
  it('reads files one by one; a broken one costs only itself', () => {
    const reader = new PackReader('team', new Set(['focal-loss']));
    reader.add('a-loss.md', concept('A loss'));
    reader.add('b-loss.md', concept('B loss', 'related: [no-such]\nlimits: [{role: x, source: nowhere}]\n'));
    reader.add('c-loss.md', concept('C loss', 'related: [a-loss, gone]\n'));
    reader.add('inner/a-loss.md', concept('A loss again'));
    const { entries, problems } = reader.end();
    assert.deepEqual(
      entries.map(({ id }) => id),
      ['a-loss', 'c-loss'],
    );
    assert.deepEqual(
      problems.map(({ file, line, code }) => `${file}:${line} ${code}`),
      ['b-loss.md:6 unknown-source', 'c-loss.md:5 link', 'inner/a-loss.md:1 id'],
    );
    assert.deepEqual(entries[0]?.origin, { pack: 'team', file: 'a-loss.md' });
  });
});
