import assert from 'node:assert/strict';
import type { Entry } from '../../../src/catalog/entry';
import { glossaryGroups } from '../../../src/editor/glossary-tree';

const entry = (id: string, title: string, category: string): Entry =>
  ({ id, title, category, summary: `About ${title}.`, origin: 'built-in' }) as Entry;

const entries = [
  entry('ls', 'Label smoothing', 'regularization'),
  entry('ln', 'layer normalization', 'normalization'),
  entry('bn', 'Batch normalization', 'normalization'),
  entry('o', 'Österlund test', 'statistics'),
  entry('1d', '1-D convolution', 'layers'),
  entry('x', 'Xavier', 'weight-initialization'),
];
const shape = (groups: ReturnType<typeof glossaryGroups>) =>
  groups.map(({ title, concepts }) => [title, ...concepts.map((concept) => concept.title)]);

describe('the glossary', () => {
  it('is ordered by category', () =>
    assert.deepEqual(shape(glossaryGroups(entries, 'category')), [
      ['Layers', '1-D convolution'],
      ['Normalization', 'Batch normalization', 'layer normalization'],
      ['Regularization', 'Label smoothing'],
      ['Statistics', 'Österlund test'],
      ['Weight initialization', 'Xavier'],
    ]));

  it('is ordered by name, with the category beside it', () => {
    const groups = glossaryGroups(entries, 'name');
    assert.deepEqual(shape(groups), [
      ['#', '1-D convolution'],
      ['B', 'Batch normalization'],
      ['L', 'Label smoothing', 'layer normalization'],
      ['O', 'Österlund test'],
      ['X', 'Xavier'],
    ]);
    assert.equal(groups[1]!.concepts[0]!.note, 'Normalization');
  });

  it('shows what a filter found, and why', () => {
    const groups = glossaryGroups(entries, 'category', new Map([['bn', 'API name torch.nn.BatchNorm1d']]));
    assert.deepEqual(shape(groups), [['Normalization', 'Batch normalization']]);
    assert.equal(groups[0]!.concepts[0]!.note, 'API name torch.nn.BatchNorm1d');
    assert.deepEqual(glossaryGroups(entries, 'name', new Map()), []);
  });
});
