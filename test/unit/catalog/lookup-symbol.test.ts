import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/catalog/catalog';
import { catalog, ce, check, entry, ln, type Expected } from './lookup-catalog';
import { analysis, site, type SiteLike } from './sites';

describe('lookup by symbol', () => {
  const cases: [name: string, site: SiteLike, expected: Expected][] = [
    [
      'a class',
      { symbol: ln, callee: ln, args: [{ position: 0, value: 8 }], via: 'import' },
      {
        concept: 'layer-normalization',
        kind: 'symbol',
        confidence: 1,
        values: { d: '8 code', eps: '0.00001 api' },
      },
    ],
    [
      'a class that is only passed on',
      { symbol: ln, text: 'LayerNorm', via: 'import' },
      { concept: 'layer-normalization', values: {} },
    ],
    [
      'a value of a class that only its library is known of',
      { symbol: 'py:langchain_core.Client', via: 'type', text: 'client' },
      { concept: undefined },
    ],
    [
      'a member of such a class',
      { symbol: 'py:langchain_core.Kind.SOME.upper', via: 'import', text: 'upper' },
      { concept: undefined },
    ],
    [
      'a private name of a library',
      { symbol: 'py:langchain_core.tools._prepare', via: 'import', text: '_prepare' },
      { concept: undefined },
    ],
    [
      'a name of a library that says another concept',
      { symbol: 'py:langchain_core.LabelSmoothing', via: 'import', text: 'LabelSmoothing' },
      { concept: 'label-smoothing', kind: 'words' },
    ],
    ['a host of a parameter', { symbol: ce, callee: ce, via: 'import' }, { concept: undefined }],
    [
      'a host of a parameter that is given',
      { symbol: ce, callee: ce, args: [{ keyword: 'label_smoothing', value: 0.1 }] },
      { concept: undefined },
    ],
    [
      'an imported name',
      { symbol: ln, place: 'import', text: 'LayerNorm' },
      { concept: 'layer-normalization' },
    ],
    [
      'a value of the class',
      { symbol: ln, via: 'type', text: 'norm', callee: `${ln}.__call__`, args: [{ position: 0, value: 3 }] },
      { concept: 'layer-normalization', kind: 'type', confidence: 0.85, values: {} },
    ],
    [
      'a subclass',
      { symbol: ln, via: 'base', text: 'MyNorm', place: 'definition' },
      { concept: 'layer-normalization', kind: 'type' },
    ],
    [
      'a subclass whose name says more',
      { symbol: ln, via: 'base', text: 'LabelSmoothing', place: 'definition' },
      { concept: 'label-smoothing', kind: 'words' },
    ],
    [
      'a call of a subclass',
      {
        symbol: ln,
        via: 'base',
        text: 'MyNorm',
        bases: [ln],
        args: [
          { position: 0, value: 8 },
          { keyword: 'eps', value: 1 },
        ],
      },
      { concept: 'layer-normalization', values: { eps: '1 code' } },
    ],
    [
      'a removed module in an import',
      { symbol: 'py:langchain.chains', place: 'import' },
      { concept: 'langchain', kind: 'symbol' },
    ],
    [
      'a name of a removed module',
      { symbol: 'py:langchain.chains.llm.LLMChain', place: 'import' },
      { concept: 'langchain' },
    ],
    [
      'a module that still is, in an import',
      { symbol: 'py:langchain_core', place: 'import' },
      { concept: undefined },
    ],
    [
      'a name of it in an import',
      { symbol: 'py:langchain_core.tools.tool', place: 'import' },
      { concept: 'langchain' },
    ],
    ['a module that begins alike', { symbol: 'py:langchain_core_extra.x' }, { concept: undefined }],
    ['the longer of two modules', { symbol: 'py:langchain.chains.special.X' }, { concept: 'chains' }],
    [
      'a method of any class of a module',
      { symbol: 'py:torch.optim.Adam.step', via: 'type', text: 'step' },
      { concept: 'optimizer-step', kind: 'type' },
    ],
    [
      'another method',
      { symbol: 'py:torch.optim.Adam.zero_grad', via: 'type', text: 'zero_grad' },
      { concept: undefined },
    ],
    [
      'a method of one type',
      {
        symbol: 'py:langchain_core.vectorstores.VectorStore.as_retriever',
        via: 'type',
        callee: 'py:langchain_core.vectorstores.VectorStore.as_retriever',
      },
      { concept: 'langchain', values: { k: '4 api' } },
    ],
    ['two concepts with the same name', { symbol: 'py:twin.X' }, { concept: undefined }],
    ['an unknown symbol', { symbol: 'py:torch.nn.Linear', text: 'Linear' }, { concept: undefined }],
    ['__proto__', { symbol: 'py:__proto__', text: '__proto__' }, { concept: undefined }],
    ['constructor', { symbol: 'py:constructor', text: 'constructor' }, { concept: 'constructor' }],
  ];
  for (const [name, like, expected] of cases)
    it(name, () => check(catalog.lookup(site(like), analysis()), expected));
});

describe('an API of general use', () => {
  const weibull = 'py:scipy.stats.weibull_min';
  const general = createCatalog([
    entry('latent-failures', {
      names: [
        {
          symbol: weibull,
          kind: 'function',
          near: ['burn in', 'dppm'],
          roles: { shape: { keyword: 'c', position: 0 } },
        },
      ],
    }),
  ]);
  const call: SiteLike = { symbol: weibull, callee: weibull, args: [{ position: 0, value: 0.7 }] };
  for (const [name, text, concept] of [
    ['counts in a file of its field', 'burn_in = 48\nlife = weibull_min(0.7)', 'latent-failures'],
    ['counts by any of the words', 'dppm = 3', 'latent-failures'],
    ['says nothing elsewhere', 'wind = weibull_min(2)\nburn = in_', undefined],
  ] as const)
    it(name, () => {
      const expected: Expected = { concept };
      check(general.lookup(site(call), analysis(text)), expected);
      check(
        general.lookup(site({ ...call, symbol: undefined, place: 'value', at: 0 }), analysis(text)),
        expected,
      );
    });
});

describe('catalog', () => {
  it('keeps the last of two entries with the same id', () => {
    const both = createCatalog([entry('a', { title: 'First' }), entry('a', { title: 'Second' })]);
    assert.equal(both.size, 1);
    assert.equal(both.entry('a')?.title, 'Second');
    assert.deepEqual(
      [...both.entries()].map(({ title }) => title),
      ['Second'],
    );
  });

  it('knows no entry that is not there', () => {
    for (const id of ['__proto__', 'hasOwnProperty', '']) assert.equal(catalog.entry(id), undefined);
    assert.equal(createCatalog([]).lookup(site({ symbol: ln }), analysis()), undefined);
  });
});
