import assert from 'node:assert/strict';
import { catalog, ce, check, ln, tfjs, type Expected } from './lookup-catalog';
import { analysis, site, type SiteLike } from './sites';

describe('lookup by argument', () => {
  const given = [{ keyword: 'label_smoothing', value: 0.2 }];
  const six = [0, 1, 2, 3, 4, 5].map((position) => ({ position, value: position / 10 }));
  const cases: [name: string, site: SiteLike, expected: Expected][] = [
    [
      'the keyword',
      { callee: ce, args: given, at: 0, place: 'keyword', text: 'label_smoothing' },
      {
        concept: 'label-smoothing',
        kind: 'role',
        role: 'eps',
        confidence: 1,
        values: { eps: '0.2 code', num_classes: '10 concept' },
      },
    ],
    [
      'the value',
      { callee: ce, args: given, at: 0, place: 'value', text: '0.2' },
      { concept: 'label-smoothing', role: 'eps' },
    ],
    [
      'a name that is the value',
      { callee: ce, args: given, at: 0, place: 'reference', text: 'smooth' },
      { concept: 'label-smoothing', role: 'eps' },
    ],
    [
      'a switch that leaves the parameter off',
      {
        callee: ce,
        args: [{ keyword: 'label_smoothing', value: false }],
        at: 0,
        place: 'value',
        text: 'False',
        value: false,
      },
      { concept: undefined },
    ],
    [
      'a variable at a position that has another name',
      { callee: ln, args: [{ position: 1 }], at: 0, place: 'reference', text: 'width' },
      { concept: undefined },
    ],
    [
      'a variable at a position that says its role',
      { callee: ln, args: [{ position: 1 }], at: 0, place: 'reference', text: 'norm_eps' },
      { concept: 'layer-norm-epsilon', role: 'eps' },
    ],
    [
      'a value by its position',
      { callee: ce, args: six, at: 5, place: 'value', text: '0.5' },
      {
        concept: 'label-smoothing',
        role: 'eps',
        values: { eps: '0.5 code', weight: '0 code', num_classes: '10 concept' },
      },
    ],
    [
      'another position',
      { callee: ce, args: six, at: 4, place: 'value', text: '0.4' },
      { concept: undefined },
    ],
    [
      'a role that only lends its value',
      { callee: ce, args: [{ keyword: 'weight', value: 1 }], at: 0, place: 'keyword', text: 'weight' },
      { concept: undefined },
    ],
    [
      'a value that cannot be read',
      {
        callee: ce,
        args: [{ keyword: 'label_smoothing' }],
        at: 0,
        place: 'keyword',
        text: 'label_smoothing',
      },
      { concept: 'label-smoothing', role: 'eps', values: { num_classes: '10 concept' } },
    ],
    [
      'an open call',
      { callee: ln, args: [{ position: 0, value: 8 }], at: 0, open: true, place: 'value', text: '8' },
      { concept: 'layer-normalization', role: 'd', values: { d: '8 code' } },
    ],
    [
      'a role that the API fixes, in an open call',
      {
        callee: 'py:keras.losses.BinaryCrossentropy',
        args: given,
        at: 0,
        open: true,
        place: 'value',
        text: '0.2',
      },
      { concept: 'label-smoothing', values: { eps: '0.2 code', num_classes: '2 api' } },
    ],
    [
      'an entry about the parameter before one about the class',
      {
        callee: ln,
        args: [
          { position: 0, value: 8 },
          { keyword: 'eps', value: 1e-6 },
        ],
        at: 1,
        place: 'keyword',
        text: 'eps',
      },
      { concept: 'layer-norm-epsilon', role: 'eps', values: { eps: '0.000001 code' } },
    ],
    [
      'the other argument of the class',
      { callee: ln, args: [{ position: 0, value: 8 }], at: 0, place: 'value', text: '8' },
      { concept: 'layer-normalization', role: 'd' },
    ],
    [
      'JavaScript: a position',
      {
        callee: tfjs,
        args: [
          { position: 0 },
          { position: 1 },
          { position: 2, value: null, text: 'undefined' },
          { position: 3, value: 0.1 },
        ],
        at: 3,
        place: 'value',
        text: '0.1',
      },
      { concept: 'label-smoothing', role: 'eps', values: { eps: '0.1 code', num_classes: '10 concept' } },
    ],
    [
      'JavaScript: undefined is the default',
      {
        callee: tfjs,
        args: [{ position: 3, value: null, text: 'undefined' }],
        at: 0,
        place: 'value',
        text: 'undefined',
      },
      { concept: 'label-smoothing', values: { eps: '0 api', num_classes: '10 concept' } },
    ],
    [
      'JavaScript: an option',
      {
        callee: 'js:@tensorflow/tfjs.layers.layerNormalization',
        args: [{ keyword: 'epsilon', option: true, value: 0.1 }],
        at: 0,
        place: 'keyword',
        text: 'epsilon',
      },
      { concept: 'layer-normalization', role: 'eps', values: { eps: '0.1 code' } },
    ],
    [
      'a nested value',
      {
        callee: 'py:langchain_core.vectorstores.VectorStore.as_retriever',
        args: [
          { keyword: 'search_kwargs', value: { k: 9 } },
          { path: 'search_kwargs.k', value: 9 },
        ],
        at: 1,
        place: 'key',
        text: 'k',
      },
      { concept: 'langchain', role: 'k', values: { k: '9 code' } },
    ],
    [
      'a nested value that cannot be read',
      {
        callee: 'py:langchain_core.vectorstores.VectorStore.as_retriever',
        symbol: 'py:langchain_core.vectorstores.VectorStore.as_retriever',
        args: [{ keyword: 'search_kwargs' }],
      },
      { concept: 'langchain', values: {} },
    ],
    [
      'a subclass, by keyword',
      { bases: [ce], args: given, at: 0, place: 'keyword', text: 'label_smoothing' },
      {
        concept: 'label-smoothing',
        role: 'eps',
        confidence: 0.75,
        values: { eps: '0.2 code', num_classes: '10 concept' },
      },
    ],
    [
      'a subclass, by position',
      { bases: [ln], args: six, at: 1, place: 'value', text: '0.1' },
      { concept: undefined },
    ],
    [
      'the same keyword of an unknown function',
      {
        callee: 'py:torch.optim.Adam',
        args: [{ keyword: 'eps', value: 1e-8 }],
        at: 0,
        place: 'keyword',
        text: 'eps',
        inside: ['Adam'],
      },
      { concept: undefined },
    ],
  ];
  for (const [name, like, expected] of cases)
    it(name, () => check(catalog.lookup(site(like), analysis()), expected));

  it('does not take a name inside a longer value for the value', () => {
    const range = { start: 5, end: 8 };
    const argument = {
      keyword: 'label_smoothing',
      range: { start: 0, end: 20 },
      valueRange: { start: 5, end: 20 },
    };
    const call = {
      callee: { text: 'CrossEntropyLoss', range, symbol: ce },
      args: [argument],
      open: false,
      range,
    };
    const found = catalog.lookup({ ...site({ text: 'abc' }), range, call, argument }, analysis());
    assert.equal(found, undefined);
  });
});
