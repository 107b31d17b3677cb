import assert from 'node:assert/strict';
import type { Control } from '../../../src/demos/contract/control';
import { checkedParams, defaultParams } from '../../../src/demos/contract/params';

const controls: readonly Control[] = [
  { kind: 'range', id: 'top', label: 'top', scale: 'integer', min: 1, max: { control: 'size' }, default: 3 },
  { kind: 'range', id: 'size', label: 'size', scale: 'integer', min: 2, max: 8, default: 4 },
  { kind: 'range', id: 'rate', label: 'rate', scale: 'log', min: 1e-4, max: 1, default: 0.01 },
  {
    kind: 'choice',
    id: 'mode',
    label: 'mode',
    options: [
      { value: 'a', label: 'A' },
      { value: '2', label: 'B' },
    ],
    default: 'a',
  },
  {
    kind: 'multi-choice',
    id: 'parts',
    label: 'parts',
    options: [
      { value: 'x', label: 'X' },
      { value: 'y', label: 'Y' },
    ],
    default: ['x'],
  },
  { kind: 'toggle', id: 'on', label: 'on', default: false },
  { kind: 'text', id: 'words', label: 'words', maxLength: 5, default: 'hello' },
  { kind: 'list', id: 'numbers', label: 'numbers', min: 0, max: 10, maxItems: 3, default: [1, 2] },
  { kind: 'point', id: 'start', label: 'start', default: [0, 0] },
  { kind: 'button', id: 'again', label: 'again', default: 0 },
];

const defaults = {
  top: 3,
  size: 4,
  rate: 0.01,
  mode: 'a',
  parts: ['x'],
  on: false,
  words: 'hello',
  numbers: [1, 2],
  start: [0, 0],
  again: 0,
};

describe('checkedParams', () => {
  it('fills what is missing and drops what no control takes', () => {
    assert.deepEqual(defaultParams(controls), defaults);
    assert.deepEqual(checkedParams(controls, { other: 1, on: true }), { ...defaults, on: true });
  });

  const cases: [string, unknown, unknown][] = [
    ['size', 99, 8],
    ['size', -1, 2],
    ['size', 5.4, 5],
    ['rate', 5, 1],
    ['rate', NaN, 0.01],
    ['rate', Infinity, 0.01],
    ['rate', '0.5', 0.01],
    ['rate', { valueOf: () => 1 }, 0.01],
    ['mode', 2, '2'],
    ['mode', 'constructor', 'a'],
    ['parts', ['y', 'z', 'y'], ['y']],
    ['parts', 'x', ['x']],
    ['on', 1, false],
    ['words', 'x'.repeat(1e6), 'xxxxx'],
    ['words', 7, 'hello'],
    ['numbers', [5, -5, 50, 7], [5, 0, 10]],
    ['numbers', Array.from({ length: 1e6 }, () => 4), [4, 4, 4]],
    ['numbers', [1, NaN], [1, 2]],
    ['numbers', [], [1, 2]],
    ['start', [1, 2, 3], [0, 0]],
    ['start', [1, -2], [1, -2]],
    ['again', 2.7, 2],
    ['again', -3, 0],
  ];
  for (const [id, given, expected] of cases) {
    it(`${id} from ${String(JSON.stringify(given)).slice(0, 30)} is ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(checkedParams(controls, { [id]: given })[id], expected);
    });
  }

  it('takes a bound from another control, whatever their order', () => {
    assert.equal(checkedParams(controls, { size: 2, top: 7 }).top, 2);
    assert.equal(checkedParams(controls, { size: 100, top: 100 }).top, 8);
    assert.equal(checkedParams(controls, { size: 2 }).top, 2);
  });

  it('reads own values only', () => {
    const tricky = Object.create({ on: true }) as Record<string, unknown>;
    assert.equal(checkedParams(controls, tricky).on, false);
  });
});
