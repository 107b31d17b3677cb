import assert from 'node:assert/strict';
import fc from 'fast-check';
import { contains, describeInterval, parseInterval } from '../../../src/util/interval';

const cases: [text: string, words: string, inside: unknown[], outside: unknown[]][] = [
  ['[0, 1)', 'at least 0 and below 1', [0, 0.5], [1, -1e-9, Infinity]],
  ['(0, inf)', 'above 0', [1e-300, 1e9], [0, -1, Infinity]],
  ['(-inf, 0]', 'at most 0', [0, -5], [1]],
  ['(-inf, inf)', 'any number', [0], []],
  ['[0.05, 0.2]', '0.05 – 0.2', [0.05, 0.1, 0.2], [0.21]],
  ['[1/255, 8/255]', '1/255 – 8/255', [8 / 255], [0.5]],
  ['[2**-4, 10_000]', '0.0625 – 10,000', [0.0625], [0]],
  ['[1, ∞)', 'at least 1', [1], [0]],
  ['[3, 3]', '3', [3], [2]],
  ['{1e-5, 1e-6}', '1e-5 or 1e-6', [1e-5, 1e-6], [1e-4]],
  ['{1, 2, 4, 8}', '1, 2, 4 or 8', [1, 8], [3, '1']],
  ["{'a, b', compact, true, none}", 'a, b, compact, true or none', ['a, b', 'compact', true, null], ['c', 1]],
];
const broken = [
  '',
  '0, 1',
  '[0, 1',
  '[0 1]',
  '[1, 0]',
  '(1, 1]',
  '{}',
  '[a, b]',
  '{1, 2]',
  '[0, 1, 2]',
  '{f(1)}',
  '[,]',
];

describe('interval', () => {
  for (const [text, words, inside, outside] of cases)
    it(`reads ${text}`, () => {
      const interval = parseInterval(text);
      assert.ok(interval);
      assert.equal(describeInterval(interval), words);
      for (const value of inside) assert.equal(contains(interval, value as number), true, String(value));
      for (const value of outside) assert.equal(contains(interval, value as number), false, String(value));
    });

  for (const text of broken)
    it(`refuses ${text || 'nothing'}`, () => assert.equal(parseInterval(text), undefined));

  it('does not compare what cannot be compared', () => {
    const interval = parseInterval('[0, 1]')!;
    for (const value of ['0', true, null, [0], NaN, undefined])
      assert.equal(contains(interval, value), undefined);
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseInterval(`[${text}]`)));
  });
});
