import assert from 'node:assert/strict';
import rule from '../../../src/hints/rules/residual-norm';

const told = (text: string): string[] =>
  Array.from(rule.stands(text), ({ start, end }) => text.slice(start, end));

describe('where the norm of a residual block may stand', () => {
  it('is at calls of norms, at their classes, and at classes that add', () =>
    assert.deepEqual(
      told(
        'class A:\n    def f(x):\n        return x + ln_1(self.norms[0](normal(x)))\nclass B:\n    n = nn.LayerNorm(8)\n',
      ),
      ['A', 'ln_1', 'norms', 'LayerNorm', 'LayerNorm'],
    ));

  it('is nowhere without a sum', () => assert.deepEqual(told('y = self.norm(x)'), []));

  const long = 200_000;
  for (const [what, text] of Object.entries({
    'one name': 'ln'.repeat(long),
    'open brackets': 'norm['.repeat(long),
    words: 'norm '.repeat(long),
    classes: 'class A:\n'.repeat(long / 10),
  }))
    it(`ends on ${what} without end`, () => assert.equal(told(`a + ${text}`).length, 0));
});
