import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  evaluate,
  fillTemplate,
  holds,
  parseExpression,
  parseTemplate,
  type ExpressionScope,
  type ExpressionValue,
} from '../../../src/util/expression';

const roles: Record<string, ExpressionValue> = {
  eps: 0.1,
  k: 4,
  n: 10,
  name: 'mean',
  flag: true,
  nothing: null,
  shape: [2, 3],
  odd: { version: null },
  big: Infinity,
};
const scope: ExpressionScope = {
  value: (role) => (Object.hasOwn(roles, role) ? roles[role] : undefined),
  text: (role) => ({ k: '4', n: '1e1' })[role],
  absent: (role) => (role === 'unread' ? undefined : !Object.hasOwn(roles, role)),
  version: (name) => ({ torch: '2.10.1+cu118', jax: '0.4.13' })[name],
  imports: (module) => module === 'torch',
};

const values: [text: string, value: ExpressionValue | undefined][] = [
  ['1 + 2 * 3', 7],
  ['(1 + 2) * 3', 9],
  ['-2 ** 2', -4],
  ['2 ** 3 ** 2', 512],
  ['2 ** -1', 0.5],
  ['-7 % 3', 2],
  ['7 % -3', -2],
  ['10_000 / 4', 2500],
  ['.5 + 1.', 1.5],
  ['1e-5', 1e-5],
  ['1 − 0.5', 0.5],
  ['1 - eps + eps/n', 0.91],
  ['min(3, 1, 2) + max(4, eps)', 5],
  ['sqrt(16) + abs(-1) + exp(0)', 6],
  ['ln(exp(2)) + log(1) + log2(8) + log10(100)', 7],
  ['round(2.345, 2) + round(2.5) + floor(1.9) + ceil(1.1)', 8.35],
  ['float16(1e-5) * 1e5', 1.0013580322265625],
  ['float16(1e-8) + bfloat16(257)', 256],
  ['0 <= eps < 1', true],
  ['0 <= k < 1', false],
  ['eps == 0.1 and k != 5', true],
  ['not (eps > 1)', true],
  ['not eps > 1', true],
  ['k in {1, 2, 4}', true],
  ['k not in {1, 2, 4}', false],
  ["name in {'sum', 'mean'}", true],
  ['name == "mean"', true],
  ['name == 1', false],
  ['nothing == none', true],
  ['flag', true],
  ['flag == True', true],
  ['true == 1', false],
  ['big > 1e308', true],
  ['k < inf', true],
  ['absent(eps)', false],
  ['absent(other)', true],
  ['absent(unread)', undefined],
  ['is_int(k)', true],
  ['is_float(k)', false],
  ['is_int(n)', false],
  ['is_float(n)', true],
  ['is_float(eps)', true],
  ['is_int(name)', undefined],
  ['version("torch") < 2.4', false],
  ['version("torch") >= 2.10', true],
  ['2.4 <= version("torch") < 3', true],
  ['version("jax") == "0.4.13"', true],
  ['version("numpy") < 2', undefined],
  ['version("torch")', undefined],
  ['imports("torch")', true],
  ['imports("jax")', false],
  // Unknown stays unknown, and decides nothing.
  ['other', undefined],
  ['other + 1', undefined],
  ['other < 1', undefined],
  ['not other < 1', undefined],
  ['other < 1 and eps > 1', false],
  ['eps > 1 and other < 1', false],
  ['other < 1 and eps < 1', undefined],
  ['other < 1 or eps < 1', true],
  ['other < 1 or eps > 1', undefined],
  ['other in {1}', undefined],
  ['k in {other, 4}', true],
  ['k in {other, 5}', undefined],
  ['5 < k < other', false],
  ['1 / 0', undefined],
  ['5 % 0', undefined],
  ['sqrt(-1)', undefined],
  ['ln(0)', undefined],
  ['exp(1000)', undefined],
  ['name + 1', undefined],
  ['name < "z"', undefined],
  ['flag + 1', undefined],
  ['-name', undefined],
  ['shape > 1', undefined],
  ['shape == 1', undefined],
  ['odd == odd', undefined],
  ['1 and 2', undefined],
  ['constructor', undefined],
  ['absent(eps) or min(k, other) > 3', undefined],
];

const faults: [text: string, at: number, message: RegExp][] = [
  ['', 0, /too early/],
  ['1 +', 3, /too early/],
  ['1 2', 2, /'2' is not expected/],
  ['eps <> 1', 5, /not expected/],
  ['eps = 1', 4, /'=' is not understood/],
  ['eps; eps', 3, /';'/],
  ['(1', 2, /'\)' is expected/],
  ['f(1)', 0, /no function 'f'/],
  ['constructor(1)', 0, /no function/],
  ['__proto__', 0, /lower case/],
  ['Eps', 0, /lower case/],
  ['sqrt()', 5, /not expected/],
  ['sqrt(1, 2)', 0, /takes 1 to 1/],
  ['absent(1)', 0, /name of a role/],
  ['version(torch)', 0, /in quotes/],
  ['k in 1', 5, /'\{' is expected/],
  ['and', 0, /not expected/],
  ['process.exit', 7, /'\.'/],
  ['1e999', 0, /not a number/],
  ['('.repeat(100), 41, /too deep/],
  ['- '.repeat(100) + '1', 82, /too deep/],
  ['x'.repeat(501), 500, /longer than/],
];

describe('expression', () => {
  for (const [text, value] of values)
    it(`${text} is ${value === undefined ? 'unknown' : JSON.stringify(value)}`, () => {
      assert.equal(parseExpression(text).ok, true);
      const result = evaluate(text, scope);
      if (typeof value === 'number') assert.ok(Math.abs((result as number) - value) < 1e-12, String(result));
      else assert.equal(result, value);
    });

  for (const [text, at, message] of faults)
    it(`refuses ${JSON.stringify(text.slice(0, 20))}`, () => {
      const parsed = parseExpression(text);
      assert.equal(parsed.ok, false);
      if (parsed.ok) return;
      assert.match(parsed.message, message);
      assert.equal(parsed.at, at);
      assert.equal(evaluate(text, scope), undefined);
    });

  it('lists the roles in the order of their appearance', () => {
    const parsed = parseExpression('k > 1 and not absent(eps) or max(n, k) in {a}');
    assert.deepEqual(parsed.ok && parsed.expression.roles, ['k', 'eps', 'n', 'a']);
  });

  it('is unknown over a scope that knows nothing', () => {
    const nothing = { value: () => undefined };
    for (const text of ['absent(a)', 'is_int(a)', 'version("x") > 1', 'imports("x")', 'a'])
      assert.equal(evaluate(text, nothing), undefined);
    assert.equal(holds('absent(a)', nothing), false);
  });

  it('never throws, whatever the text', () => {
    const parts = [
      '(',
      ')',
      '{',
      '}',
      'and',
      'not',
      'in',
      '-',
      '**',
      '<',
      '1',
      'eps',
      "'",
      '"',
      ',',
      '.',
      '__proto__',
      'é',
      '\n',
    ];
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(fc.constantFrom(...parts)).map((p) => p.join(' ')),
        ),
        (text) => {
          evaluate(text, scope);
          fillTemplate(text, scope);
        },
      ),
    );
  });

  it('agrees with JavaScript on arithmetic', () => {
    const number = fc.integer({ min: -999, max: 999 });
    const tree: fc.Arbitrary<string> = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        number.map((n) => `(${n})`),
        fc.tuple(tie('node'), fc.constantFrom('+', '-', '*', '/'), tie('node')).map((t) => t.join(' ')),
        tie('node').map((n) => `(${n})`),
      ),
    })).node;
    fc.assert(
      fc.property(tree, (text) => {
        if (!parseExpression(text).ok) return;
        const expected = new Function(`return ${text}`)() as number;
        const result = evaluate(text, scope);
        if (result !== undefined)
          assert.ok(Object.is(result, expected) || Math.abs((result as number) - expected) === 0);
      }),
    );
  });
});

describe('template', () => {
  const filled: [template: string, text: string | undefined][] = [
    ['plain', 'plain'],
    ['', ''],
    ['{eps}', '0.1'],
    ['(1 − {eps})·y + {eps}/{n}  →  {1 - eps + eps/n}', '(1 − 0.1)·y + 0.1/10  →  0.91'],
    ['{{"k": {k}}}', '{"k": 4}'],
    ['{k in {1, 4}}', 'true'],
    ["{name == '}'}", 'false'],
    ['{name} over {shape}', 'mean over (2, 3)'],
    ['{nothing}', 'none'],
    ['{other}', undefined],
    ['{1/3}', '0.3333'],
    ['a } b', 'a } b'],
  ];
  for (const [template, text] of filled)
    it(`fills ${JSON.stringify(template)}`, () => assert.equal(fillTemplate(template, scope), text));

  const broken: [template: string, at: number][] = [
    ['a {eps', 2],
    ['a {}', 3],
    ['a {eps +} b', 8],
    ["{'}", 0],
  ];
  for (const [template, at] of broken)
    it(`refuses ${template}`, () => {
      const parsed = parseTemplate(template);
      assert.equal(!parsed.ok && parsed.at, at);
    });

  it('cuts long texts of the code', () => {
    const long = fillTemplate('{name}', { value: () => 'x'.repeat(500) });
    assert.equal(long?.length, 80);
  });
});
