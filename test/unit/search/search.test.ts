import assert from 'node:assert/strict';
import type { Entry } from '../../../src/catalog/entry';
import { createSearch } from '../../../src/search/search';

const entry = (id: string, title: string, fields: Partial<Entry> = {}): Entry => ({
  id,
  title,
  category: 'loss',
  summary: `What ${title} is, in one line.`,
  origin: 'built-in',
  ...fields,
});

const entries = [
  entry('label-smoothing', 'Label smoothing', {
    names: [
      { symbol: 'py:torch.nn.CrossEntropyLoss', kind: 'class', shows: 'parameter' },
      { symbol: 'py:timm.loss.LabelSmoothingCrossEntropy', kind: 'class' },
    ],
    keys: ['label_smoothing', '--smoothing'],
    words: ['label smoothing', 'smoothed targets', { text: 'eps', inside: ['smooth'] }],
    symptoms: ['validation loss higher than training loss', 'model is over-confident'],
  }),
  entry('label-flipping', 'Label flipping', { words: ['label flipping', 'poisoned labels'] }),
  entry('layer-normalization', 'Layer normalization', {
    names: [{ symbol: 'py:torch.nn.LayerNorm', kind: 'class' }],
    words: ['layer norm'],
  }),
  entry('layer-norm-epsilon', 'Layer norm epsilon', {
    keys: ['layer_norm_eps', 'rms_norm_eps'],
    symptoms: ['normalization fails in half precision'],
  }),
  entry('langchain', 'LangChain', { names: [{ symbol: 'py:langchain.chains.*', kind: 'module' }] }),
  entry('kl-divergence', 'KL divergence', { words: ['kullback leibler'] }),
  entry('constructor', 'Constructor'),
];
const { search } = createSearch(entries);

const cases: [query: string, id: string, reason: string | RegExp][] = [
  ['label smoothing', 'label-smoothing', 'title'],
  ['Label Smoothing', 'label-smoothing', 'title'],
  ['label-smoothing', 'label-smoothing', 'title'],
  ['labelsmoothing', 'label-smoothing', 'title'],
  ['label smo', 'label-smoothing', 'title'],
  ['lable smoothing', 'label-smoothing', 'title'],
  ['label smothing', 'label-smoothing', 'title'],
  ['smoothed targets', 'label-smoothing', 'also called smoothed targets'],
  ['LabelSmoothingCrossEntropy', 'label-smoothing', 'API name timm.loss.LabelSmoothingCrossEntropy'],
  ['nn.CrossEntropyLoss', 'label-smoothing', 'API name torch.nn.CrossEntropyLoss'],
  ['overconfident', 'label-smoothing', 'symptom model is over-confident'],
  ['validation loss higher than training', 'label-smoothing', /^symptom validation/],
  ['normalization fails in half precision', 'layer-norm-epsilon', /^symptom/],
  ['torch.nn.LayerNorm', 'layer-normalization', 'API name torch.nn.LayerNorm'],
  ['layernorm', 'layer-normalization', /./],
  ['rms_norm_eps', 'layer-norm-epsilon', 'key rms_norm_eps'],
  ['langchain.chains', 'langchain', 'title'],
  ['poisoned', 'label-flipping', 'also called poisoned labels'],
  ['kl', 'kl-divergence', 'title'],
  ['kullback', 'kl-divergence', 'also called kullback leibler'],
  ['constructor', 'constructor', 'title'],
];

describe('search', () => {
  for (const [query, id, reason] of cases)
    it(`finds ${id} for '${query}'`, () => {
      const [first] = search(query);
      assert.equal(first?.id, id);
      assert.equal(first.title, entries.find((candidate) => candidate.id === id)?.title);
      if (typeof reason === 'string') assert.equal(first.reason, reason);
      else assert.match(first.reason, reason);
    });

  it('gives no more than asked for, the best first', () => {
    const found = search('label', 2);
    assert.equal(found.length, 2);
    assert.ok(found[0]!.score >= found[1]!.score);
  });

  const hostile = [
    '',
    '   ',
    '***',
    '\0',
    '(((',
    '__proto__',
    'hasOwnProperty',
    'x'.repeat(100_000),
    'a '.repeat(10_000),
    '💥',
    '\uD800',
  ];
  for (const query of hostile)
    it(`survives ${JSON.stringify(query.slice(0, 12))}`, () => assert.ok(Array.isArray(search(query))));

  it('is indexed in slices', () => {
    const sliced = createSearch(entries);
    assert.equal(sliced.prepare(entries.length - 1), false);
    assert.equal(sliced.search('constructor')[0]?.id, 'constructor');
    assert.equal(sliced.prepare(1), true);
  });

  it('finds nothing for nothing', () => {
    assert.deepEqual(search(' .,; '), []);
    assert.deepEqual(createSearch([]).search('label'), []);
    assert.deepEqual(search('label', 0), []);
  });

  it('finds a typo in the first ten of a thousand entries', () => {
    const many = Array.from({ length: 1000 }, (_, i) => entry(`concept-${i}`, `Method ${name(i)}`));
    const large = createSearch(many);
    const missed = many.filter((_, i) => {
      const word = name(i);
      const typo = word.slice(0, 3) + word.slice(4);
      return !large.search(typo, 10).some(({ id }) => id === `concept-${i}`);
    });
    assert.ok(missed.length <= 50, `${missed.length} of 1000 not found`);
  });
});

/** Distinct made-up words of three to five syllables. */
function name(i: number): string {
  const syllables = ['ba', 'ke', 'lo', 'mi', 'nu', 'ra', 'se', 'ti', 'vo', 'zu'];
  return [...String(i * 7919 + 10_007)].map((digit) => syllables[Number(digit)]).join('');
}
