import assert from 'node:assert/strict';
import { formatNumber, shortNumber } from '../../../src/util/number';

const cases: [number, string][] = [
  [0, '0'],
  [-0, '0'],
  [0.1, '0.1'],
  [1 - 0.1 + 0.1 / 10, '0.91'],
  [0.1 / 10, '0.01'],
  [0.009, '0.009'],
  [1e-5, '1e-5'],
  [0.00023, '2.3e-4'],
  [0.001, '0.001'],
  [1 / 3, '0.3333'],
  [2 / 3, '0.6667'],
  [0.9001, '0.9001'],
  [0.99999, '0.99999'],
  [0.9999999999999999, '1'],
  [3 * (1 / 3), '1'],
  [1.0000000000000002, '1'],
  [99.995, '99.995'],
  [1768.9, '1769'],
  [3.828641, '3.829'],
  [1000, '1000'],
  [10_000, '10,000'],
  [1_234_567, '1,234,567'],
  [12345.678, '12,346'],
  [1e9, '1e9'],
  [2.5e12, '2.5e12'],
  [1e21, '1e21'],
  [5e-324, '5e-324'],
  [1.7976931348623157e308, '1.7976931348623157e308'],
  [-0.1, '-0.1'],
  [-1e-8, '-1e-8'],
  [-20000, '-20,000'],
  [Infinity, '∞'],
  [-Infinity, '-∞'],
  [NaN, 'not a number'],
];

describe('formatNumber', () => {
  for (const [value, text] of cases)
    it(`writes ${value} as ${text}`, () => assert.equal(formatNumber(value), text));

  it('keeps what the user wrote when asked for more digits', () => {
    assert.equal(formatNumber(0.123456, 12), '0.123456');
    assert.equal(formatNumber(0.30000000000000004, 12), '0.3');
  });
});

describe('shortNumber', () => {
  for (const [value, text] of [
    [0.999999, '≈1'],
    [-1.0002, '≈-1'],
    [10_000.0004, '≈10,000'],
    [0.98765, '0.99'],
    [3, '3'],
    [0.0004, '4e-4'],
  ] as const)
    it(`writes ${value} as ${text}`, () => assert.equal(shortNumber(value), text));

  it('is the stricter the more digits it is to have', () => {
    assert.deepEqual([shortNumber(0.9995, 3), shortNumber(0.99999, 3)], ['0.9995', '≈1']);
  });
});
