import assert from 'node:assert/strict';
import type { Control } from '../../../src/demos/contract/control';
import { seededParams, type SeedValue } from '../../../src/demos/contract/seed';
import type { LiteralValue } from '../../../src/resolver/site';

const controls: readonly Control[] = [
  {
    kind: 'range',
    id: 'eps',
    label: 'Smoothing',
    scale: 'linear',
    min: 0,
    max: 0.6,
    default: 0.1,
    seeds: [{ role: 'eps', clamp: true }],
  },
  {
    kind: 'range',
    id: 'strict',
    label: 'Strict',
    scale: 'linear',
    min: 0,
    max: 1,
    default: 0.5,
    seeds: [{ role: 'p' }],
  },
  {
    kind: 'range',
    id: 'beta2',
    label: 'Second beta',
    scale: 'linear',
    min: 0,
    max: 1,
    default: 0.999,
    seeds: [{ role: 'betas', index: 1 }],
  },
  {
    kind: 'range',
    id: 'heat',
    label: 'Heat',
    scale: 'log',
    min: 1,
    max: 1e6,
    default: 10,
    seeds: [{ role: 'cold', expression: '1 / cold' }],
  },
  {
    kind: 'range',
    id: 'k',
    label: 'k',
    scale: 'integer',
    min: 1,
    max: { control: 'n' },
    default: 2,
    seeds: [{ role: 'k', clamp: true }],
  },
  {
    kind: 'range',
    id: 'n',
    label: 'n',
    scale: 'integer',
    min: 1,
    max: 20,
    default: 5,
    seeds: [{ role: 'first' }, { role: 'second' }],
  },
  {
    kind: 'choice',
    id: 'mode',
    label: 'Mode',
    options: [
      { value: 'mean', label: 'mean' },
      { value: 'sum', label: 'sum' },
    ],
    default: 'mean',
    seeds: [{ role: 'reduction' }],
  },
  {
    kind: 'list',
    id: 'sizes',
    label: 'Sizes',
    min: 1,
    max: 64,
    maxItems: 3,
    default: [8],
    seeds: [{ role: 'shape', clamp: true }],
  },
];
const defaults = { eps: 0.1, strict: 0.5, beta2: 0.999, heat: 10, k: 2, n: 5, mode: 'mean', sizes: [8] };

const code = (value: LiteralValue): SeedValue => ({ value, from: 'code' });

describe('seededParams', () => {
  const taken: [string, Record<string, SeedValue>, Record<string, unknown>][] = [
    ['nothing', {}, {}],
    ['a literal', { eps: code(0.2) }, { eps: 0.2 }],
    ['an element of a tuple', { betas: code([0.9, 0.98]) }, { beta2: 0.98 }],
    ['arithmetic over the roles', { cold: code(0.001) }, { heat: 1000 }],
    ['the first role that the code gives', { first: code(7), second: code(9) }, { n: 7 }],
    ['the second where the first is missing', { second: code(9) }, { n: 9 }],
    ['a choice', { reduction: code('sum') }, { mode: 'sum' }],
    ['a list', { shape: code([4, 5]) }, { sizes: [4, 5] }],
    ['no default of an API', { eps: { value: 0, from: 'api' } }, {}],
    ['no example of a concept', { eps: { value: 0.3, from: 'concept' } }, {}],
    ['no element that is not there', { betas: code([0.9]) }, {}],
    ['no element of a number', { betas: code(0.9) }, {}],
    ['no arithmetic that has no value', { cold: code(0) }, {}],
    ['no arithmetic on text', { cold: code('ice') }, {}],
    ['a bound that another literal moves', { first: code(9), k: code(9) }, { n: 9, k: 9 }],
  ];
  for (const [what, values, changes] of taken) {
    it(`takes ${what}`, () => {
      assert.deepEqual(seededParams(controls, values), { params: { ...defaults, ...changes }, notes: [] });
    });
  }

  const noted: [Record<string, SeedValue>, Record<string, unknown>, string][] = [
    [
      { eps: code(0.9) },
      { eps: 0.6 },
      'Smoothing: the value 0.9 is outside 0 to 0.6; the demo starts from 0.6.',
    ],
    [
      { eps: code(-0.1) },
      { eps: 0 },
      'Smoothing: the value -0.1 is outside 0 to 0.6; the demo starts from 0.',
    ],
    [{ p: code(2) }, {}, 'Strict: the value 2 is outside 0 to 1; the demo starts from 0.5.'],
    [
      { eps: code('high') },
      {},
      'Smoothing: the value high is not a finite number; the demo starts from 0.1.',
    ],
    [
      { eps: code(NaN) },
      {},
      'Smoothing: the value not a number is not a finite number; the demo starts from 0.1.',
    ],
    [{ eps: code(Infinity) }, {}, 'Smoothing: the value ∞ is not a finite number; the demo starts from 0.1.'],
    [{ eps: code(null) }, {}, 'Smoothing: the value none is not a finite number; the demo starts from 0.1.'],
    [{ k: code(9) }, { k: 5 }, 'k: the value 9 is outside 1 to 5; the demo starts from 5.'],
    [{ k: code(2.5) }, { k: 3 }, 'k: the value 2.5 is not a whole number; the demo starts from 3.'],
    [
      { reduction: code('none') },
      {},
      'Mode: the value none is not one of the choices; the demo starts from mean.',
    ],
    [
      { shape: code([1, 2, 3, 4]) },
      { sizes: [1, 2, 3] },
      'Sizes: the value (1, 2, 3, 4) has more than 3 numbers; the demo starts from (1, 2, 3).',
    ],
  ];
  for (const [values, changes, note] of noted) {
    it(`says “${note}”`, () => {
      assert.deepEqual(seededParams(controls, values), {
        params: { ...defaults, ...changes },
        notes: [note],
      });
    });
  }

  it('stays calm with hostile values', () => {
    const hostile: LiteralValue[] = [
      Array.from({ length: 1e5 }, (_, i) => i),
      'x'.repeat(1e6),
      { __proto__: null, constructor: 1 } as never,
      [[[[[1]]]]],
      Number.MAX_VALUE,
      -0,
    ];
    for (const value of hostile)
      for (const role of [
        'eps',
        'p',
        'betas',
        'cold',
        'k',
        'first',
        'reduction',
        'shape',
        '__proto__',
        'constructor',
      ]) {
        const { params, notes } = seededParams(controls, { [role]: code(value) });
        assert.deepEqual(Object.keys(params).sort(), Object.keys(defaults).sort());
        for (const note of notes) assert.ok(note.length < 300, note.slice(0, 80));
        for (const id of ['eps', 'strict', 'beta2', 'heat', 'k', 'n'])
          assert.ok(Number.isFinite(params[id]), id);
      }
  });
});
