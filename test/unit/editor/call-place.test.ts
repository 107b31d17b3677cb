import assert from 'node:assert/strict';
import { callPlace } from '../../../src/editor/call-place';

type Expected = [callee: string, form: string, given: string[]] | undefined;

describe('the call whose argument is typed', () => {
  const cases: [code: string, language: string, expected: Expected][] = [
    ['nn.Loss(|)', 'python', ['Loss', 'keyword', []]],
    ['nn.Loss(|', 'python', ['Loss', 'keyword', []]],
    ['nn.Loss(weight=w, |)', 'python', ['Loss', 'keyword', ['weight']]],
    [
      'nn.Loss(\n    weight=f(a=1),\n    |\n    reduction="sum",\n)',
      'python',
      ['Loss', 'keyword', ['weight', 'reduction']],
    ],
    ['nn.Loss(a == b, |)', 'python', ['Loss', 'keyword', []]],
    ['f(nn.Loss(1), |)', 'python', ['f', 'keyword', []]],
    ['nn.Loss(weight=|)', 'python', undefined],
    ['nn.Loss(w + |)', 'python', undefined],
    ['nn.Loss([1, |])', 'python', undefined],
    ['x = (1, |)', 'python', undefined],
    ['def f(a, |):', 'python', undefined],
    ['class A(|):', 'python', undefined],
    ['nn.Loss()\n|', 'python', undefined],
    ['|', 'python', undefined],
    ['tf.layers.norm({|})', 'typescript', ['norm', 'option', []]],
    ['tf.layers.norm({axis: -1, |})', 'typescript', ['norm', 'option', ['axis']]],
    ['tf.layers.norm(|)', 'typescript', undefined],
    ['const a = {|}', 'typescript', undefined],
    ['function f({|}) {}', 'typescript', undefined],
  ];
  for (const [code, language, expected] of cases)
    it(JSON.stringify(code), () => {
      const at = code.indexOf('|');
      const text = code.replace('|', '');
      const found = callPlace(text, at, language);
      const name = found && /[\w$]+$/.exec(text.slice(0, found.callee + 1))?.[0];
      assert.deepEqual(found && [name, found.form, [...found.given]], expected);
    });
});
