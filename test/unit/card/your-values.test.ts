import assert from 'node:assert/strict';
import { withValues } from '../../../src/card/your-values';
import type { Entry } from '../../../src/catalog/entry';
import type { Match, RoleValue } from '../../../src/catalog/match';

const entry = {
  id: 'smoothing',
  title: 'Smoothing',
  category: 'regularization',
  summary: '',
  origin: 'built-in',
  names: [
    { symbol: 'py:torch.nn.CrossEntropyLoss', kind: 'class', roles: { eps: { keyword: 'label_smoothing' } } },
    { symbol: 'py:keras.losses.Sparse', kind: 'class', roles: { refused: { keyword: 'label_smoothing' } } },
    { symbol: 'py:trl.DPOConfig', kind: 'class', roles: { moved: { keyword: 'label_smoothing' } } },
    { symbol: 'js:@tensorflow/tfjs.layers.norm', kind: 'function', roles: { eps: { option: 'epsilon' } } },
    { symbol: 'cli:fairseq-train', kind: 'function', roles: { moved: { keyword: '--label-smoothing' } } },
  ],
} as unknown as Entry;
const given = (values: Record<string, RoleValue>): Match => ({ entry, values }) as unknown as Match;
const code = (value: RoleValue['value']): RoleValue => ({ value, from: 'code' });

const cases: [name: string, code: string, values: Record<string, RoleValue>, expected: string | undefined][] =
  [
    [
      'a keyword',
      'nn.CrossEntropyLoss(label_smoothing=0.1, weight=w)',
      { eps: code(0.3) },
      'nn.CrossEntropyLoss(label_smoothing=0.3, weight=w)',
    ],
    [
      'an option',
      'tf.layers.norm({axis: -1, epsilon: 1e-3})',
      { eps: code(1e-5) },
      'tf.layers.norm({axis: -1, epsilon: 0.00001})',
    ],
    [
      'a flag',
      'fairseq-train data --label-smoothing 0.1',
      { moved: code(0.2) },
      'fairseq-train data --label-smoothing 0.2',
    ],
    [
      'no other quantity of the same spelling',
      'trl.DPOConfig(label_smoothing=0.1)',
      { eps: code(0.3) },
      undefined,
    ],
    [
      'no default',
      'nn.CrossEntropyLoss(label_smoothing=0.1)',
      { eps: { value: 0.3, from: 'api' } },
      undefined,
    ],
    [
      'nothing where it is the same number',
      'nn.CrossEntropyLoss(label_smoothing=1e-1)',
      { eps: code(0.1) },
      undefined,
    ],
    [
      'no part of a longer name',
      'nn.CrossEntropyLoss(my_label_smoothing=0.1)',
      { eps: code(0.3) },
      undefined,
    ],
    ['no text', 'nn.CrossEntropyLoss(label_smoothing=0.1)', { eps: code('0.3') }, undefined],
    ['nothing behind an unknown callee', 'other(label_smoothing=0.1)', { eps: code(0.3) }, undefined],
    [
      'nothing where two APIs of the code disagree',
      'nn.CrossEntropyLoss(); trl.DPOConfig(label_smoothing=0.1)',
      { eps: code(0.3), moved: code(0.4) },
      undefined,
    ],
  ];

describe('code with the values of the user', () => {
  for (const [name, text, values, expected] of cases)
    it(`takes ${name}`, () => assert.equal(withValues(text, entry, given(values)), expected));
});
