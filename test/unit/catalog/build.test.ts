import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCatalog } from '../../../src/catalog/catalog';
import { createSearch } from '../../../src/search/search';
import { buildCatalog, type SourceFile } from '../../../tools/build-catalog';
import { analysis, site } from './sites';

const made = `---
title: Focal loss
category: loss
summary: Down-weights easy examples so that the hard ones dominate.
formula: 'L = -(1-p)^\\gamma \\ln p'
names:
  - symbol: py:torchvision.ops.sigmoid_focal_loss
    kind: function
    roles: {gamma: {keyword: gamma, position: 3, default: 2}}
words: [focal loss]
symptoms: [easy background dominates the loss]
related: [label-smoothing]
---
## Idea
Easy examples count less.
`;
const snippet = `# concept: focal-loss
# prefix: focal-torch
# description: Focal loss of torchvision
# --- setup
from torchvision.ops import sigmoid_focal_loss
# --- snippet
loss = sigmoid_focal_loss(x, y)
`;

const image = { svg: '<svg/>', width: 1, height: 1 };
const renderFormula = () => Promise.resolve({ image });
const minimal = (id: string, more = ''): SourceFile => ({
  path: `concepts/${id}.md`,
  text: `---\ntitle: Title of ${id}\ncategory: loss\nsummary: A summary of ${id}.\n${more}---\n`,
});

describe('the build of the catalog', () => {
  it('takes in a second concept that is nothing but its own files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'gloss-'));
    try {
      await mkdir(join(folder, 'concepts'));
      const text = await readFile('concepts/label-smoothing.md', 'utf8');
      await writeFile(join(folder, 'concepts/label-smoothing.md'), text);
      await writeFile(join(folder, 'concepts/focal-loss.md'), made);
      const names = await readdir(join(folder, 'concepts'));
      const concepts = await Promise.all(
        names.map(async (name) => ({
          path: `concepts/${name}`,
          text: await readFile(join(folder, 'concepts', name), 'utf8'),
        })),
      );
      const snippets = [{ path: 'snippets/torch/focal-torch.py', text: snippet }];
      const built = await buildCatalog(concepts, snippets, { renderFormula });
      assert.deepEqual(built.problems, []);

      const { entries } = built.catalog;
      const catalog = createCatalog(JSON.parse(JSON.stringify(entries)) as typeof entries);
      const symbol = 'py:torchvision.ops.sigmoid_focal_loss';
      assert.equal(catalog.lookup(site({ symbol }), analysis())?.entry.id, 'focal-loss');
      assert.equal(createSearch(catalog.entries()).search('focal')[0]?.id, 'focal-loss');
      assert.deepEqual(catalog.entry('focal-loss')?.formulaImage, image);
      assert.equal(catalog.entry('focal-loss')?.article, undefined);
      assert.match(built.articles['focal-loss']!.html, /Easy examples count less/);
      assert.equal(built.articles['focal-loss']!.markdown, '## Idea\nEasy examples count less.\n');
      assert.deepEqual(
        built.snippets.map(({ id, concept }) => [id, concept]),
        [['torch/focal-torch', 'focal-loss']],
      );
      assert.equal(catalog.entry('focal-loss')?.hasSnippets, true);
      assert.equal(catalog.entry('label-smoothing')?.hasSnippets, undefined);
      // Related both ways, though only the new file says so.
      assert.ok(catalog.entry('label-smoothing')?.related?.includes('focal-loss'));
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('is the same whatever the order of the files', async () => {
    const files = [minimal('b'), minimal('a', 'related: [c, b]\n'), minimal('c')];
    const forth = await buildCatalog(files, []);
    const back = await buildCatalog([...files].reverse(), []);
    assert.equal(JSON.stringify(forth), JSON.stringify(back));
    assert.deepEqual(
      forth.catalog.entries.map(({ id, related }) => [id, related]),
      [
        ['a', ['b', 'c']],
        ['b', ['a']],
        ['c', ['a']],
      ],
    );
  });

  const name = 'names: [{symbol: py:a.B, kind: class';
  const defects: [
    what: string,
    concepts: SourceFile[],
    snippets: SourceFile[],
    code: string,
    at: [string, number, number],
  ][] = [
    ['a defect of a concept', [minimal('a', 'colour: red\n')], [], 'schema', ['concepts/a.md', 5, 1]],
    [
      'a relation to nothing',
      [minimal('a', 'related: [b]\n')],
      [],
      'unknown-concept',
      ['concepts/a.md', 5, 11],
    ],
    [
      'a relation to itself',
      [minimal('a', 'related: [a]\n')],
      [],
      'unknown-concept',
      ['concepts/a.md', 5, 11],
    ],
    [
      'a meaning that is nothing',
      [minimal('a', "meaning: [{when: '1 > 0', concept: b}]\n")],
      [],
      'unknown-concept',
      ['concepts/a.md', 5, 36],
    ],
    [
      'one symbol of two concepts',
      [minimal('a', `${name}}]\n`), minimal('b', `${name}}]\n`)],
      [],
      'ambiguous-name',
      ['concepts/b.md', 5, 18],
    ],
    [
      'a link to nothing',
      [{ path: 'concepts/a.md', text: `${minimal('a').text}\nSee [[b]].\n` }],
      [],
      'unknown-concept',
      ['concepts/a.md', 7, 1],
    ],
    [
      'a snippet without concept',
      [minimal('a')],
      [{ path: 'snippets/torch/focal-torch.py', text: snippet }],
      'unknown-concept',
      ['snippets/torch/focal-torch.py', 1, 1],
    ],
    [
      'a defect of a snippet',
      [minimal('a')],
      [{ path: 'snippets/torch/x.py', text: '# concept: a\n' }],
      'snippet',
      ['snippets/torch/x.py', 1, 1],
    ],
  ];
  for (const [what, concepts, snippets, code, at] of defects)
    it(`names ${what} with its place`, async () => {
      const { problems } = await buildCatalog(concepts, snippets);
      const [problem] = problems;
      assert.ok(problem);
      assert.equal(problem.severity, 'error');
      assert.deepEqual([problem.code, problem.file, problem.line, problem.column], [code, ...at]);
    });

  const shared: [what: string, first: string, second: string][] = [
    ['a parameter of it', '', ', shows: parameter'],
    ['different methods', ', method: x', ', method: y'],
  ];
  for (const [what, first, second] of shared)
    it(`lets two concepts share a symbol by ${what}`, async () => {
      const files = [minimal('a', `${name}${first}}]\n`), minimal('b', `${name}${second}}]\n`)];
      assert.deepEqual((await buildCatalog(files, [])).problems, []);
    });

  it('lets two concepts share a symbol where the value decides', async () => {
    const decided = minimal(
      'b',
      `${name}, roles: {t: {keyword: t}}}]\nmeaning: [{when: 't > 1', concept: a}]\n`,
    );
    assert.deepEqual((await buildCatalog([minimal('a', `${name}}]\n`), decided], [])).problems, []);
  });

  it('refuses a draft in a release only', async () => {
    const draft = [minimal('a', 'draft: true\n')];
    assert.deepEqual((await buildCatalog(draft, [])).problems, []);
    const [problem] = (await buildCatalog(draft, [], { release: true })).problems;
    assert.deepEqual([problem?.code, problem?.line], ['draft', 5]);
  });

  it('reports a formula that cannot be shown on its line', async () => {
    const { problems } = await buildCatalog([minimal('a', "formula: '\\frac{1'\n")], []);
    assert.deepEqual([problems[0]?.code, problems[0]?.line], ['formula', 5]);
  });

  it('takes constructor for a concept like any other', async () => {
    const { articles, problems } = await buildCatalog([minimal('constructor')], []);
    assert.deepEqual(problems, []);
    assert.deepEqual(Object.keys(articles), ['constructor']);
  });
});
