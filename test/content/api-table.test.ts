import assert from 'node:assert/strict';
import type { Entry } from '../../src/catalog/entry';
import { Api } from '../../src/resolver/api-table';
import { buildApiTable } from '../../tools/symbols/api-table';
import { readTables } from '../../tools/symbols/tables';

const toy = [
  'package\ttoy\t1.2',
  'class\ttoy.Layer',
  '.\tforward\tx\t*\tmask=None',
  'class\ttoy.Norm\t<toy.Layer\tsize\teps=1e-05',
  'class\ttoy.BatchNorm\t<toy.norm.Norm\tsize\tepsilon=0.001\tdevice=…',
  'class\ttoy.DoubleNorm\t<toy.norm.Norm\tsize\teps',
  'class\ttoy.DoubleNorm\t<toy.norm.Norm\tsize\tmode',
  'class\ttoy.Unused\t<toy.Layer\tsize',
  'class\ttoy.Used\t<toy.Layer\tsize',
  'class\ttoy.constructor\tsize',
  'class\ttoy.quant.Lin\t<toy.Layer\tsize',
  'class\ttoy.Lin\t<toy.Layer\tsize',
  'def\ttoy.sum\tx\tdim\tkeepdim=False',
  'from\ttoy.norm\ttoy\tNorm\tOldNorm=Norm',
  'from\ttoy.linear\ttoy\tLin',
];
const other = ['package\tother\t1.0', 'from\tother\ttoy\tNorm', 'def\tother.f\tx'];
const tables = readTables([
  { file: 'toy.py.txt', text: toy.join('\n') },
  { file: 'other.py.txt', text: other.join('\n') },
]);
const entry = {
  names: [
    { symbol: 'py:toy.Norm', kind: 'class', roles: { eps: { keyword: 'eps', position: 1 } } },
    { symbol: 'py:toy.linear.Lin', kind: 'class' },
  ],
} as unknown as Entry;
const uses = ['py:toy.Used', 'py:toy.sum'].map((symbol) => ({ symbol, uses: 1 }));
const table = buildApiTable(tables, uses, [entry]);
const api = new Api(table);

describe('API table', () => {
  it('holds the classes that entries name or code uses, and subclasses of the named ones', () => {
    assert.deepEqual(Object.keys(table.classes), [
      'py:toy.BatchNorm',
      'py:toy.DoubleNorm',
      'py:toy.Norm',
      'py:toy.Used',
      'py:toy.linear.Lin',
    ]);
  });

  it('leads from any inner path to the only symbol of a name', () => {
    assert.equal(api.nameOf('py:toy.norm.Norm'), 'py:toy.Norm');
    assert.equal(api.nameOf('py:toy._src.norm.BatchNorm'), 'py:toy.BatchNorm');
    assert.equal(api.nameOf('py:toy.norm.Norm.forward'), 'py:toy.Norm.forward');
    assert.equal(api.nameOf('py:toy.norm.Other'), 'py:toy.norm.Other');
  });

  it('leads from another name, and to the spelling of the entry, only by a path that the package has', () => {
    assert.equal(api.nameOf('py:toy.norm.OldNorm'), 'py:toy.Norm');
    assert.equal(api.nameOf('py:toy.Lin'), 'py:toy.linear.Lin');
    assert.equal(api.nameOf('py:toy.quant.Lin'), 'py:toy.quant.Lin');
    assert.equal(api.nameOf('py:toy.anything.Lin'), 'py:toy.anything.Lin');
  });

  it('leads to no other package', () => {
    assert.equal(api.nameOf('py:other.Norm'), 'py:other.Norm');
  });

  it('knows what a class inherits', () => {
    assert.deepEqual(api.ancestors('py:toy.BatchNorm'), ['py:toy.Norm', 'py:toy.Layer']);
    assert.deepEqual(api.ancestors('py:toy.Layer'), []);
    assert.deepEqual(api.ancestors('py:toy.Unused'), []);
  });

  it('has the parameters of subclasses of what has roles, as far as they are certain', () => {
    assert.deepEqual(table.classes['py:toy.BatchNorm'], {
      bases: ['py:toy.Norm'],
      positional: ['size', 'epsilon', 'device'],
      defaults: { epsilon: 0.001 },
    });
    assert.deepEqual(table.classes['py:toy.DoubleNorm'], { bases: ['py:toy.Norm'], positional: ['size'] });
    assert.deepEqual(table.classes['py:toy.Used'], { bases: ['py:toy.Layer'] });
  });

  it('takes no name of JavaScript for one of a package', () => {
    assert.equal(api.classOf('constructor'), undefined);
    assert.equal(api.nameOf('toString'), 'toString');
    assert.equal(api.nameOf('py:toy.x.constructor'), 'py:toy.x.constructor');
  });
});
