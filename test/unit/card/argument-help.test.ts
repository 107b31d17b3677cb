import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { argumentHelps } from '../../../src/card/argument-help';
import { parseConceptFile } from '../../../src/catalog/concept-file';
import type { Entry } from '../../../src/catalog/entry';
import type { ConceptName } from '../../../src/catalog/schema.generated';
import { parseSnippetFile, type Snippet } from '../../../src/catalog/snippet';

const read = (path: string): Promise<string> => readFile(path, 'utf8');

describe('what is said of an argument before it is written', () => {
  let entry: Entry;
  let snippet: Snippet;
  before(async () => {
    const file = 'concepts/label-smoothing.md';
    entry = parseConceptFile(await read(file), file).entry!;
    const torch = 'snippets/torch/ls-torch.py';
    snippet = parseSnippetFile(await read(torch), torch).snippet!;
  });
  const of = (symbol: string, owner = entry) =>
    owner.names!.filter((name) => name.symbol === symbol).map((name) => ({ entry: owner, name, spelled: 1 }));

  it('is its default, then what a tested snippet offers, and what is usual with its source', () => {
    const [help, ...others] = argumentHelps(of('py:torch.nn.CrossEntropyLoss'), [snippet], 'keyword');
    assert.equal(others.length, 0);
    const { keyword, choices, default: standard, usual, role } = help!;
    assert.deepEqual([keyword, role, standard], ['label_smoothing', 'eps', '0.0']);
    assert.deepEqual(choices, ['0.0', '0.1', '0.05', '0.2']);
    assert.equal(usual, '0.05 – 0.2; Szegedy et al. 2016');
  });

  it('takes the example and the usual bounds where no snippet offers values', () => {
    const [help] = argumentHelps(of('py:torch.nn.CrossEntropyLoss'), [], 'keyword');
    assert.deepEqual(help!.choices, ['0.0', '0.1', '0.05', '0.2']);
  });

  it('of a parameter’s host only the parameter', () => {
    const helps = argumentHelps(of('py:timm.data.Mixup'), [], 'keyword');
    assert.deepEqual(
      helps.map(({ keyword }) => keyword),
      ['label_smoothing'],
    );
  });

  const named = (
    id: string,
    name: Partial<ConceptName>,
  ): { entry: Entry; name: ConceptName; spelled: number } => ({
    entry: { id, title: id, category: 'x', summary: '', origin: 'built-in' } as unknown as Entry,
    name: { symbol: 'py:torch.nn.LayerNorm', kind: 'class', ...name } as ConceptName,
    spelled: 1,
  });
  const roles = (role: string, standard: number | boolean | string | null) => ({
    [role]: { keyword: 'eps', position: 1, default: standard },
  });

  it('prefers the concept of the parameter, and says nothing where two remain', () => {
    const whole = named('layer-norm', { roles: roles('eps', 1e-5) });
    const part = named('epsilon', { shows: 'parameter', roles: roles('eps', 1e-5) });
    const other = named('other', { roles: roles('e', 1e-5) });
    const ids = (...names: (typeof whole)[]) =>
      argumentHelps(names, [], 'keyword').map((help) => help.entry.id);
    assert.deepEqual(ids(whole, part), ['epsilon']);
    assert.deepEqual(ids(whole, other), []);
    assert.deepEqual(ids(whole), ['layer-norm']);
  });

  const literals: [symbol: string, value: number | boolean | string | null, text: string][] = [
    ['py:a.b', 1e-5, '1e-5'],
    ['py:a.b', true, 'True'],
    ['py:a.b', null, 'None'],
    ['py:a.b', 'mean', '"mean"'],
    ['js:a.b', true, 'true'],
    ['js:a.b', null, 'null'],
  ];
  for (const [symbol, value, text] of literals)
    it(`writes ${String(value)} as ${text} in ${symbol.slice(0, 2)}`, () => {
      const [help] = argumentHelps([named('a', { symbol, roles: roles('eps', value) })], [], 'keyword');
      assert.equal(help!.default, text);
    });

  it('takes the key of an options object', () => {
    const name = named('a', { symbol: 'js:a.b', roles: { eps: { option: 'epsilon', default: 1e-3 } } });
    assert.deepEqual(
      argumentHelps([name], [], 'option').map(({ keyword }) => keyword),
      ['epsilon'],
    );
    assert.deepEqual(argumentHelps([name], [], 'keyword'), []);
  });
});
