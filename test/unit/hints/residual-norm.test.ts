import assert from 'node:assert/strict';
import { codeAround } from '../../../src/hints/code';
import rule from '../../../src/hints/rules/residual-norm';
import { Resolver } from '../../../src/resolver/resolver';
import { documentOf } from '../resolver/documents';
import { grammarFiles } from '../resolver/grammar-files';

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

describe('what the norm of a residual block says', () => {
  const resolver = new Resolver(grammarFiles);
  before(() => resolver.load('python'));
  after(() => resolver.dispose());

  /** At the bar. */
  function placement(code: string): unknown {
    const analysis = resolver.analyze(documentOf(code.replace('|', ''), 'python', 1, 'file:///block.py'));
    const site = analysis.siteAt(code.indexOf('|'));
    const shape = site && rule.at(site, codeAround(site, analysis));
    resolver.forget('file:///block.py');
    return shape?.placement;
  }

  const block = (made: string, forward: string) =>
    `import numpy as np\nimport torch.nn as nn\nclass Bl|ock(nn.Module):\n  def __init__(self):\n    ${made}\n  def forward(self, x, n):\n    ${forward}\n`;
  const made = 'self.norm = nn.LayerNorm(8)';
  const cases: [what: string, code: string, expected: string | undefined][] = [
    ['before the sublayer', block(made, 'return x + self.part(self.norm(x))'), 'pre'],
    ['behind the sum', block(made, 'return self.norm(x + self.part(x))'), 'post'],
    [
      'by its class where the name says nothing of tokens',
      block('self.normalizer = nn.LayerNorm(8)', 'return x + self.part(self.normalizer(x))'),
      'pre',
    ],
    [
      'in a file that does not name its class',
      block('pass', 'return x + self.part(self.attn_norm(x))'),
      'pre',
    ],
    ['of a vector: nothing', block('pass', 'return x + self.part(np.linalg.norm(x))'), undefined],
    ['of a distribution: nothing', block('pass', 'return x + self.part(np.random.normal(x))'), undefined],
    [
      'in a branch and its loop',
      block(
        made,
        'if n:\n      for part in n:\n        x = x + part(self.norm(x))\n    else:\n      x = n\n    return x',
      ),
      'pre',
    ],
    [
      'of what a branch may have changed: nothing',
      block(made, 'y = x\n    if n:\n      y = self.part(x)\n    return y + self.part(self.norm(x))'),
      undefined,
    ],
  ];
  for (const [what, code, expected] of cases) it(what, () => assert.equal(placement(code), expected));
});
