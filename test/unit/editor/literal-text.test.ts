import assert from 'node:assert/strict';
import { literalText } from '../../../src/editor/literal-text';

describe('a value as a literal', () => {
  const cases: [value: number | boolean | string, language: string, written: string, text: string][] = [
    [0.15, 'python', '0.1', '0.15'],
    [0.1 + 0.2, 'python', '0.1', '0.3'],
    [1, 'python', '0.1', '1.0'],
    [0, 'python', '1e-5', '0.0'],
    [1, 'python', '5', '1'],
    [0.5, 'python', '1', '0.5'],
    [1e-7, 'python', '1e-5', '1e-7'],
    [1e-7, 'yaml', '1e-5', '1.0e-7'],
    [0.000023, 'python', '1e-5', '2.3e-5'],
    [0.0002, 'yaml', '0.1', '2.0e-4'],
    [0.001, 'python', '1e-5', '0.001'],
    [2, 'python', '2**-4', '2'],
    [-3, 'typescript', '2.5', '-3.0'],
    [true, 'python', 'False', 'True'],
    [true, 'typescript', 'false', 'true'],
    [false, 'r', 'TRUE', 'FALSE'],
    ['mean', 'python', "'sum'", "'mean'"],
    ['mean', 'python', '"sum"', '"mean"'],
    ["it's", 'python', "'a'", "'it\\'s'"],
    ['a"b', 'javascript', "'a'", "'a\"b'"],
    ["it's", 'yaml', "'a'", '"it\'s"'],
    ['a\\\n', 'json', '"x"', '"a\\\\\\n"'],
  ];
  for (const [value, language, written, text] of cases)
    it(`${JSON.stringify(value)} for ${written} in ${language}`, () =>
      assert.equal(literalText(value, language, written), text));
});
