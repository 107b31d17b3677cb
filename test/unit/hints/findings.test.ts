import assert from 'node:assert/strict';
import type { Entry } from '../../../src/catalog/entry';
import type { Match } from '../../../src/catalog/match';
import { findings } from '../../../src/hints/findings';
import type { Call, LiteralValue } from '../../../src/resolver/site';
import { exampleMatch } from '../../../tools/example-matches';

const entry: Entry = {
  id: 'made-up',
  origin: 'built-in',
  title: 'Made up',
  category: 'loss',
  summary: 'A concept that only tests know.',
  names: [
    {
      symbol: 'py:lib.f',
      kind: 'function',
      roles: {
        eps: { keyword: 'eps', position: 0, default: 0 },
        k: { keyword: 'k' },
        mode: { keyword: 'mode' },
      },
    },
  ],
  limits: [
    { role: 'eps', hard: '[0, 1)', usual: '[0.05, 0.2]', why: 'Because.', source: 'a2016' },
    { role: 'k', type: 'int', hard: '[1, inf)', source: 'derived' },
    { role: 'mode', usual: "{'mean', 'sum'}", source: 'derived' },
  ],
  rules: [
    { id: 'negative', when: 'eps < 0', level: 'error', say: '{eps} is below 0.', fix: 0.1, source: 'a2016' },
    { id: 'strong', when: 'eps > 0.5 and eps < 1', level: 'warning', say: '{eps} leaves {1 - eps}.' },
    { id: 'no-k', when: 'absent(k) and eps > 0.4', level: 'info', say: 'Give k as well.', role: 'k' },
    { id: 'broken', when: 'eps <', level: 'error', say: 'Never.' },
    { id: 'unknown', when: 'eps > 0', level: 'error', say: '{nothing} is unknown.' },
  ],
  sources: [{ id: 'a2016', cite: 'A et al. 2016, CVPR', url: 'https://arxiv.org/abs/1' }],
};

const brief = (match: Match) => findings(match).map(({ rule, level, message }) => [rule, level, message]);
const at = (role: string, value: LiteralValue) => exampleMatch(entry, role, value);

describe('what the code breaks', () => {
  const cases: readonly (readonly [role: string, value: LiteralValue, expected: string[][]])[] = [
    ['eps', 0.1, []],
    ['eps', 0.2, []],
    ['eps', 0.05, []],
    ['eps', 0.3, [['made-up/unusual', 'info', '0.3 is unusual; usual is 0.05 – 0.2. Because.']]],
    ['eps', 0.01, [['made-up/unusual', 'info', '0.01 is unusual; usual is 0.05 – 0.2. Because.']]],
    [
      'eps',
      1,
      [
        ['made-up/no-k', 'info', 'Give k as well.'],
        ['made-up/hard-limit', 'error', '1 is not allowed: at least 0 and below 1.'],
      ],
    ],
    ['eps', -0.1, [['made-up/negative', 'error', '-0.1 is below 0.']]],
    [
      'eps',
      0.6,
      [
        ['made-up/strong', 'warning', '0.6 leaves 0.4.'],
        ['made-up/no-k', 'info', 'Give k as well.'],
      ],
    ],
    [
      'eps',
      Infinity,
      [
        ['made-up/no-k', 'info', 'Give k as well.'],
        ['made-up/hard-limit', 'error', '∞ is not allowed: at least 0 and below 1.'],
      ],
    ],
    ['eps', NaN, []],
    ['eps', 'high', []],
    ['eps', [1, 2], []],
    ['eps', null, []],
    ['k', 2.5, [['made-up/type', 'error', '2.5 is not a whole number.']]],
    ['k', 0, [['made-up/hard-limit', 'error', '0 is not allowed: at least 1.']]],
    ['mode', 'none', [['made-up/unusual', 'info', 'none is unusual; usual is mean or sum.']]],
    ['mode', 'mean', []],
  ];
  for (const [role, value, expected] of cases)
    it(`${role}=${JSON.stringify(value)}: ${expected.map(([rule]) => rule).join(', ') || 'nothing'}`, () =>
      assert.deepEqual(brief(at(role, value)).sort(), [...expected].sort()));

  it('comes worst first', () => {
    assert.deepEqual(
      findings(at('eps', 1)).map(({ level }) => level),
      ['error', 'info'],
    );
  });

  it('cites its source, marks the literal and offers the fix', () => {
    const [finding] = findings(at('eps', -0.1));
    assert.deepEqual(finding, {
      rule: 'made-up/negative',
      concept: 'made-up',
      level: 'error',
      range: { start: 0, end: 1 },
      message: '-0.1 is below 0.',
      source: 'A et al. 2016, CVPR',
      url: 'https://arxiv.org/abs/1',
      fix: { title: 'Change to 0.1', text: '0.1' },
      role: 'eps',
      value: -0.1,
    });
  });

  it('never is a default or an example', () => {
    const byDefault = { ...at('eps', 0.1), values: { eps: { value: -1, from: 'api' as const } } };
    const example = { ...at('eps', 0.1), values: { eps: { value: -1, from: 'concept' as const } } };
    assert.deepEqual([findings(byDefault), findings(example)], [[], []]);
  });

  it('knows roles by the names of object properties', () => {
    const odd: Entry = {
      ...entry,
      limits: [{ role: 'constructor', hard: '[0, 1]', source: 'derived' }],
      rules: [],
    };
    assert.deepEqual(findings(exampleMatch(odd)), []);
    assert.equal(findings(exampleMatch(odd, 'constructor', 2)).length, 1);
  });
});

describe('an argument that cannot be read', () => {
  const range = { start: 10, end: 20 };
  const call: Call = {
    callee: { text: 'f', range: { start: 0, end: 1 }, symbol: 'py:lib.f' },
    args: [{ keyword: 'eps', range, valueRange: { start: 14, end: 20 } }],
    open: false,
    range: { start: 0, end: 30 },
  };
  const unread = (rule: string, extra: Partial<Call> = {}): Match => {
    const rules = [{ id: 'r', when: rule, level: 'error' as const, say: 'Here.' }];
    const base = exampleMatch({ ...entry, limits: [], rules });
    return {
      ...base,
      name: entry.names![0],
      values: {},
      site: { ...base.site, call: { ...call, ...extra } },
    };
  };

  it('is not absent, and is marked whole', () => {
    assert.deepEqual(
      findings(unread('not absent(eps)')).map((finding) => finding.range),
      [range],
    );
    assert.deepEqual(findings(unread('absent(eps)')), []);
  });
  it('has no value that a rule could judge', () =>
    assert.deepEqual(findings(unread('eps < 0 or eps >= 0')), []));
  it('lets another one be absent: the callee is marked', () => {
    assert.deepEqual(
      findings(unread('absent(k)')).map((finding) => finding.range),
      [call.callee.range],
    );
  });
  it('leaves it open what *args and **kwargs give', () => {
    assert.deepEqual(findings(unread('absent(k)', { open: true })), []);
  });
});

describe('a fix', () => {
  const fixed = (
    fix: string | boolean | number | null,
    written: LiteralValue,
    text: string,
    symbol = 'py:lib.f',
  ) => {
    const names = [{ ...entry.names![0]!, symbol }];
    const rules = [{ id: 'r', when: 'not absent(eps)', level: 'error' as const, say: 'Here.', fix }];
    const match = exampleMatch({ ...entry, names, limits: [], rules }, 'eps', written);
    const literal = { ...match.values['eps']!.literal!, text };
    return findings({ ...match, values: { eps: { value: written, from: 'code', literal } } })[0]?.fix?.text;
  };
  it('is written in the language of the place', () => {
    assert.equal(fixed(true, false, 'False'), 'True');
    assert.equal(fixed(true, false, 'false', 'js:lib.f'), 'true');
    assert.equal(fixed(null, 1, '1'), 'None');
    assert.equal(fixed(null, 1, '1', 'js:lib.f'), 'null');
    assert.equal(fixed('mean', 'sum', "'sum'"), "'mean'");
    assert.equal(fixed('a"b\\', 'sum', '"sum"'), '"a\\"b\\\\"');
    assert.equal(fixed(1e-5, 1, '1'), '1e-5');
  });
});
