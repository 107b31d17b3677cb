import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { coverage, isKnown, loadUses, readUses, unclaimed } from '../../tools/symbols/coverage';
import { nearest } from '../../tools/symbols/nearest';
import { readSignature } from '../../tools/symbols/signature';
import { loadTables, lookUp, readTables } from '../../tools/symbols/tables';
import type { Entry } from '../../src/catalog/entry';

const lines = [
  'package\ttoy\t1.2',
  'class\ttoy.nn.Layer',
  '.\tforward\tx',
  '@\tweight',
  'class\ttoy.nn.Norm\t<toy.nn.Layer\t!since 1.1\tsize\teps=1e-05',
  'def\ttoy.make\t>toy.nn.Norm\tname\t*\tkind="a"',
  'def\ttoy.sum\tx',
  'def\ttoy.sum\tx\tdim=None',
  'value\ttoy.float32',
  'from\ttoy.nn.norm\ttoy.nn\tNorm\tOldNorm=Norm',
];
const tables = readTables([
  { file: 'toy.py.txt', text: lines.join('\n') },
  { file: 'tj.js.txt', text: 'package\t@a/tj\t4.0\ndef\t@a/tj.layers.dense\targs{units useBias=…}\n' },
]);

describe('symbol tables', () => {
  it('know a symbol by each of its paths', () => {
    for (const path of ['py:toy.nn.Norm', 'py:toy.nn.norm.Norm', 'py:toy.nn.norm.OldNorm'])
      assert.equal(lookUp(tables, path)?.definition.name, 'toy.nn.Norm', path);
    assert.equal(lookUp(tables, 'py:toy.nn.Other'), undefined);
    assert.equal(lookUp(tables, 'py:toy.float32')?.definition.kind, 'value');
  });

  it('know the members of a class and of its bases', () => {
    assert.equal(lookUp(tables, 'py:toy.nn.Norm.forward')?.member?.kind, 'method');
    assert.equal(lookUp(tables, 'py:toy.nn.Norm.weight')?.member?.kind, 'attribute');
    assert.equal(lookUp(tables, 'py:toy.nn.Norm.bias'), undefined);
  });

  it('hold what a package says of its end, and every overload', () => {
    assert.equal(lookUp(tables, 'py:toy.nn.Norm')?.definition.deprecated, 'since 1.1');
    const { signatures } = lookUp(tables, 'py:toy.sum')!.definition;
    assert.deepEqual(
      signatures.map(({ parameters }) => parameters.length),
      [1, 2],
    );
  });

  it('hold the keys of an options object', () => {
    const [parameter] = lookUp(tables, 'js:@a/tj.layers.dense')!.definition.signatures[0]!.parameters;
    assert.deepEqual(
      parameter?.options?.map(({ name }) => name),
      ['units', 'useBias'],
    );
  });

  it('know what a call makes', () => {
    assert.ok(isKnown(tables, 'py:toy.make#forward'));
    assert.ok(isKnown(tables, 'py:toy.nn.Norm#eps'));
    assert.ok(!isKnown(tables, 'py:toy.make#backward'));
  });
});

describe('signatures', () => {
  const fields = ['a', '/', 'b=0.1', "c='x, y'", 'd=(0.9, 0.999)', 'e=…', '*', 'f=None', 'g=-1', '**more'];
  const { parameters, open } = readSignature(fields)!;

  it('tell positions, keyword-only parameters and further keywords', () => {
    assert.deepEqual(
      parameters.map(({ name, position }) => [name, position]),
      [
        ['a', 0],
        ['b', 1],
        ['c', 2],
        ['d', 3],
        ['e', 4],
        ['f', undefined],
        ['g', undefined],
      ],
    );
    assert.ok(open);
    assert.equal(readSignature(['?']), undefined);
  });

  it('tell the values of plain defaults', () => {
    assert.deepEqual(
      parameters.map((parameter) => parameter.default?.value),
      [undefined, 0.1, 'x, y', [0.9, 0.999], undefined, null, -1],
    );
  });
});

describe('nearest name', () => {
  const names = ['py:torch.nn.LayerNorm', 'py:torch.nn.BatchNorm1d', 'py:jax.nn.LayerNorm'];

  it('is the one with the fewest other letters, or the one of another module', () => {
    assert.equal(nearest('py:torch.nn.LayerNrom', names), 'py:torch.nn.LayerNorm');
    assert.equal(nearest('py:torch.LayerNorm', names), 'py:torch.nn.LayerNorm');
    assert.equal(nearest('py:torch.nn.Conv2d', names), undefined);
  });
});

describe('coverage', () => {
  const uses = readUses('# head\n60 py:toy.nn.Norm\n30 py:toy.nn.Norm#forward\n10 py:toy.gone\n');

  it('weighs symbols by their uses', () => {
    assert.equal(coverage(tables, uses).share, 0.9);
    assert.deepEqual(coverage(tables, uses).missing, [{ symbol: 'py:toy.gone', uses: 10 }]);
  });

  it('of the real tables is at least 95 %', async () => {
    const root = fileURLToPath(new URL('../..', import.meta.url));
    const { share } = coverage(await loadTables(root), await loadUses(root));
    assert.ok(share >= 0.95, `${100 * share} %: run 'npm run symbols -- --coverage' to see what is missing`);
  }).timeout(20_000);

  it('lists what no entry claims', () => {
    const entry = { names: [{ symbol: 'py:toy.nn.Norm', kind: 'class' }] } as unknown as Entry;
    assert.deepEqual(unclaimed([entry], uses), [{ symbol: 'py:toy.gone', uses: 10 }]);
    const module = { names: [{ symbol: 'py:toy.*', kind: 'module' }] } as unknown as Entry;
    assert.deepEqual(unclaimed([module], uses), []);
  });
});
