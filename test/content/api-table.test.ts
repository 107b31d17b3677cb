import assert from 'node:assert/strict';
import type { Entry } from '../../src/catalog/entry';
import { apiName, isSubclass, lineage, methodOf, returnedBy } from '../../src/resolver/api-table';
import { buildApiTable } from '../../tools/symbols/api-table';
import { readTables } from '../../tools/symbols/tables';

const lines = [
  'package\ttoy\t1.2',
  'class\ttoy.Layer',
  '.\tforward\tx\t*\tmask=None',
  '@\tweight',
  'class\ttoy.Norm\t<toy.Layer\tsize\teps=1e-05',
  'class\ttoy.BatchNorm\t<toy.norm.Norm\tsize',
  'class\ttoy.Unused\tsize',
  'class\ttoy.constructor\tsize',
  'def\ttoy.make\t>toy.norm.Norm\tname',
  'def\ttoy.sum\tx\tdim\tkeepdim=False',
  'def\ttoy.sum\tx\t*\tdtype=None',
  'from\ttoy.norm\ttoy\tNorm',
];
const tables = readTables([{ file: 'toy.py.txt', text: lines.join('\n') }]);
const entry = { names: [{ symbol: 'py:toy.Norm', kind: 'class' }] } as unknown as Entry;
const uses = ['py:toy.make', 'py:toy.sum'].map((symbol) => ({ symbol, uses: 1 }));
const table = buildApiTable(tables, uses, [entry]);

describe('API table', () => {
  it('holds what entries name and code uses, its bases and subclasses, and nothing else', () => {
    assert.deepEqual(Object.keys(table.classes), ['py:toy.BatchNorm', 'py:toy.Layer', 'py:toy.Norm']);
    assert.deepEqual(Object.keys(table.functions), ['py:toy.make', 'py:toy.sum']);
  });

  it('leads from another path to the name', () => {
    assert.equal(apiName(table, 'py:toy.norm.Norm'), 'py:toy.Norm');
    assert.equal(apiName(table, 'py:toy.norm.Other'), 'py:toy.norm.Other');
  });

  it('knows what a class inherits', () => {
    assert.deepEqual(lineage(table, 'py:toy.BatchNorm'), ['py:toy.BatchNorm', 'py:toy.Norm', 'py:toy.Layer']);
    assert.ok(isSubclass(table, 'py:toy.BatchNorm', 'py:toy.norm.Norm'));
    assert.ok(!isSubclass(table, 'py:toy.Norm', 'py:toy.BatchNorm'));
    assert.equal(methodOf(table, 'py:toy.BatchNorm', 'forward')?.owner, 'py:toy.Layer');
    assert.deepEqual(methodOf(table, 'py:toy.Norm', 'forward')?.method, {
      positional: ['x'],
      keywords: ['mask'],
    });
  });

  it('takes no name of JavaScript for one of a package', () => {
    assert.equal(methodOf(table, 'py:toy.Norm', 'constructor'), undefined);
    assert.deepEqual(returnedBy(table, 'constructor'), []);
    assert.equal(apiName(table, 'toString.x'), 'toString.x');
  });

  it('knows what a call makes', () => {
    assert.deepEqual(returnedBy(table, 'py:toy.make'), ['py:toy.Norm']);
    assert.deepEqual(returnedBy(table, 'py:toy.norm.Norm'), ['py:toy.Norm']);
    assert.deepEqual(returnedBy(table, 'py:toy.sum'), []);
  });

  it('is certain of those positions only in which all overloads agree', () => {
    assert.deepEqual(table.functions['py:toy.sum'], {
      positional: ['x', 'dim', 'keepdim'],
      keywords: ['dtype'],
    });
  });
});
