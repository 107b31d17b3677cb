/** Look-ups of symbols that no entry names: other paths and subclasses, as the API table knows them. */
import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/catalog/catalog';
import { Api } from '../../../src/resolver/api-table';
import { check, entry, ln, type Expected } from './lookup-catalog';
import { analysis, site, type SiteLike } from './sites';

const api = new Api({
  formatVersion: '1.0',
  classes: {
    'py:timm.layers.LayerNorm2d': {
      bases: [ln],
      positional: ['num_channels', 'eps'],
      defaults: { eps: 1e-6 },
    },
    'py:timm.layers.InstanceNorm': { bases: [ln] },
    'py:timm.layers.MoreNorm': { bases: ['py:timm.layers.LayerNorm2d'], positional: ['eps', 'num_channels'] },
    'py:timm.layers.Linear': { bases: ['py:torch.nn.Linear'] },
    'py:store.Chroma': { bases: ['py:store.Store'] },
    'py:store.Special': { bases: ['py:store.Store'] },
  },
  homes: { 'py:torch.nn': ['LayerNorm'], 'py:timm.layers': ['LayerNorm2d'] },
  aliases: {},
});
const entries = [
  entry('layer-normalization', {
    names: [
      {
        symbol: ln,
        kind: 'class',
        roles: {
          d: { keyword: 'normalized_shape', position: 0 },
          eps: { keyword: 'eps', position: 1, default: 1e-5 },
        },
      },
    ],
  }),
  entry('instance-normalization', { words: ['instance norm'] }),
  entry('retrieval', {
    names: [
      {
        symbol: 'py:store.Store',
        kind: 'method',
        method: 'retrieve',
        roles: { k: { keyword: 'k', position: 1 } },
      },
    ],
  }),
  entry('special', { names: [{ symbol: 'py:store.*', kind: 'module' }] }),
];
const catalog = createCatalog(entries, () => api);
const norm2d = 'py:timm.layers.LayerNorm2d';

describe('lookup by the API table', () => {
  const cases: [name: string, site: SiteLike, expected: Expected][] = [
    [
      'another path',
      {
        symbol: 'py:torch.inner.LayerNorm',
        callee: 'py:torch.inner.LayerNorm',
        args: [{ position: 0, value: 8 }],
      },
      { concept: 'layer-normalization', kind: 'symbol', values: { d: '8 code', eps: '0.00001 api' } },
    ],
    [
      'a subclass of a package, with its own default',
      { symbol: norm2d, callee: norm2d, args: [{ position: 0, value: 8 }], via: 'import' },
      { concept: 'layer-normalization', kind: 'type', values: { eps: '0.000001 api' } },
    ],
    [
      'a subclass of a subclass, with its own order',
      {
        symbol: 'py:timm.layers.MoreNorm',
        callee: 'py:timm.layers.MoreNorm',
        args: [{ position: 0, value: 0.5 }],
        via: 'import',
      },
      { concept: 'layer-normalization', values: { eps: '0.5 code' } },
    ],
    [
      'a positional argument of a subclass',
      {
        callee: norm2d,
        args: [
          { position: 0, value: 8 },
          { position: 1, value: 0.1 },
        ],
        at: 1,
        place: 'value',
        text: '0.1',
      },
      { concept: 'layer-normalization', role: 'eps' },
    ],
    [
      'a first argument that is another one in the base class',
      { callee: norm2d, args: [{ position: 0, value: 8 }], at: 0, place: 'value', text: '8' },
      { concept: undefined },
    ],
    [
      'a keyword of a subclass',
      { callee: norm2d, args: [{ keyword: 'eps', value: 0.1 }], at: 0, place: 'keyword', text: 'eps' },
      { concept: 'layer-normalization', role: 'eps', values: { eps: '0.1 code' } },
    ],
    [
      'a subclass whose own name says another concept',
      { symbol: 'py:timm.layers.InstanceNorm', text: 'InstanceNorm', via: 'import' },
      { concept: 'instance-normalization', kind: 'words' },
    ],
    [
      'a class of the file below a subclass',
      { symbol: norm2d, via: 'base', text: 'MyNorm', place: 'definition' },
      { concept: 'layer-normalization', kind: 'type' },
    ],
    [
      'a call of a class of the file below a subclass',
      { callee: '', bases: [norm2d], args: [{ position: 1, value: 1 }], at: 0, place: 'value', text: '1' },
      { concept: undefined },
    ],
    [
      'a method on a subclass',
      { symbol: 'py:store.Chroma.retrieve', via: 'type', text: 'retrieve' },
      { concept: 'retrieval', kind: 'type' },
    ],
    [
      'an argument of a method on a subclass',
      {
        callee: 'py:store.Chroma.retrieve',
        args: [
          { position: 0, value: 'x' },
          { position: 1, value: 5 },
        ],
        at: 1,
        place: 'value',
        text: '5',
      },
      { concept: 'retrieval', role: 'k', values: { k: '5 code' } },
    ],
    [
      'another method on a subclass',
      { symbol: 'py:torch.Other.retrieve', via: 'type' },
      { concept: undefined },
    ],
    [
      'a class without such a base',
      { symbol: 'py:timm.layers.Linear', via: 'import' },
      { concept: undefined },
    ],
  ];
  for (const [name, like, expected] of cases)
    it(name, () => check(catalog.lookup(site(like), analysis()), expected));

  it('answers from the entries alone until the table has been read', () => {
    const read: Api[] = [];
    const early = createCatalog(entries, () => read[0]);
    const place = site({ symbol: norm2d, via: 'import' });
    assert.equal(early.lookup(place, analysis()), undefined);
    read.push(api);
    assert.equal(early.lookup(place, analysis())?.entry.id, 'layer-normalization');
  });
});
