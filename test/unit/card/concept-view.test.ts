import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { conceptView, type ViewInput } from '../../../src/card/concept-view';
import { parseConceptFile } from '../../../src/catalog/concept-file';
import type { Entry } from '../../../src/catalog/entry';
import type { Snippet } from '../../../src/catalog/snippet';
import { palettes } from '../../../src/util/palettes';
import { exampleMatch } from '../../../tools/example-matches';

const snippet: Snippet = {
  id: 'torch/ls-torch',
  framework: 'torch',
  concept: 'label-smoothing',
  also: [],
  prefix: ['ls-torch'],
  description: 'Cross-entropy on smoothed labels',
  needs: [],
  position: 'statement',
  placeholders: [],
  run: 'full',
  language: 'python',
  imports: ['from torch import nn'],
  body: 'criterion = nn.CrossEntropyLoss(label_smoothing=0.1)',
  file: 'snippets/torch/ls-torch.py',
};

describe('the panel’s view of a concept', () => {
  let entry: Entry;
  let input: ViewInput;
  before(async () => {
    const file = 'concepts/label-smoothing.md';
    entry = parseConceptFile(await readFile(file, 'utf8'), file).entry!;
    input = {
      view: 7,
      entry,
      article: { html: '<p>x</p>', corrections: [{ claimHtml: 'a', rightHtml: 'b', source: 'derived' }] },
      snippets: [
        snippet,
        { ...snippet, id: 'torch/other', concept: 'other' },
        { ...snippet, id: 'torch/also', concept: 'other', also: ['label-smoothing'], position: 'argument' },
      ],
      titleOf: (id) => (id === 'label-flipping' ? 'Label flipping' : undefined),
      palette: palettes.light,
      known: true,
    };
  });

  it('is the concept with its own example where no code is at hand', () => {
    const view = conceptView(input);
    assert.deepEqual(
      [view.view, view.concept, view.known, view.code],
      [7, 'label-smoothing', true, undefined],
    );
    assert.match(view.worked[0]!, /^e\.g\. /);
    assert.match(view.picture!.text, /10 classes: 0.91/);
    assert.deepEqual([view.picture!.width, view.picture!.height], [440, 150]);
    assert.ok(view.symbols.every(({ value }) => value === undefined));
    assert.equal(view.articleHtml, '<p>x</p>');
    assert.equal(view.corrections.length, 1);
  });

  it('carries the numbers of the code, and says which can be replaced', () => {
    const view = conceptView({ ...input, match: exampleMatch(entry, 'eps', 0.3), label: 'train.py:42' });
    assert.equal(view.code?.label, 'train.py:42');
    assert.deepEqual(view.code.values['eps'], { value: 0.3, from: 'code', text: '0.3' });
    assert.deepEqual(view.code.values['num_classes'], { value: 10, from: 'concept', text: '10' });
    assert.deepEqual(view.code.writable, ['eps']);
    assert.equal(view.symbols.find(({ role }) => role === 'eps')?.value, '0.3');
    assert.equal(view.symbols.find(({ role }) => role === 'num_classes')?.value, undefined);
    assert.ok(view.worked.some((line) => line.includes('loss floor')));
    assert.equal(view.verdict?.level, 'info');
  });

  it('shows its own snippets and those that offer it too, with their imports where they stand alone', () => {
    const { snippets } = conceptView(input);
    assert.deepEqual(
      snippets.map(({ id, code }) => [id, code.split('\n')[0]]),
      [
        ['torch/ls-torch', 'from torch import nn'],
        ['torch/also', snippet.body],
      ],
    );
  });

  it('marks defaults that are not those of the API at hand', () => {
    const differing = (view: ReturnType<typeof conceptView>) =>
      view.equivalents.flatMap(({ framework, defaults }) =>
        defaults.filter(({ differs }) => differs).map(({ role, value }) => `${framework} ${role} ${value}`),
      );
    assert.deepEqual(differing(conceptView({ ...input, match: exampleMatch(entry, 'eps', 0.3) })), [
      'timm eps 0.1',
    ]);
    assert.deepEqual(differing(conceptView(input)), ['timm eps 0.1']);
  });

  it('leaves out related concepts that are not there', () => {
    const related = ['label-flipping', 'nothing'];
    assert.deepEqual(conceptView({ ...input, entry: { ...entry, related } }).related, [
      { id: 'label-flipping', title: 'Label flipping' },
    ]);
  });

  it('crosses a message border', () => {
    const view = conceptView({ ...input, match: exampleMatch(entry, 'eps', 0.3), label: 'x' });
    assert.deepEqual(structuredClone(view), view);
  });
});
