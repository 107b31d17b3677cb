import assert from 'node:assert/strict';
import { explainMarkdown } from '../../../src/article/explain';
import type { Entry } from '../../../src/catalog/entry';

const entry: Entry = {
  id: 'made-up',
  origin: 'built-in',
  title: 'Made up',
  category: 'language-models',
  summary: 'A concept that only tests know.',
  formula: 'a|b',
  symbols: [{ tex: '|x|', means: 'size of x' }],
  names: [
    { symbol: 'py:lib.f', kind: 'function', since: '1.2', note: 'a | b', roles: { eps: { keyword: 'eps' } } },
    { symbol: 'js:lib.g', kind: 'function', removed: '2.0' },
  ],
  limits: [{ role: 'eps', hard: '[0, 1)', usual: '{1e-5, 1e-6}', why: 'Because.', source: 'a2016' }],
  equivalents: [{ framework: 'Lib', code: 'f(`x`)', defaults: { eps: 0.1 }, docs: 'https://e.org/a(b)' }],
  corrections: [{ claim: 'It is.', right: 'It is not [@b2017].', source: 'derived' }],
  sources: [
    { id: 'a2016', cite: 'A 2016', url: 'https://arxiv.org/abs/1' },
    { id: 'b2017', cite: 'B 2017' },
  ],
};

describe('a concept as a Markdown document', () => {
  const text = explainMarkdown(
    entry,
    '## Idea\n\nSo it is [@a2016; @b2017], like [[label-flipping]] and [[x|this]].',
  );

  it('has every part, in order', () => {
    const headings = text.match(/^#+ .*/gm);
    assert.deepEqual(headings, [
      '# Made up',
      '## Idea',
      '## Limits',
      '## Names in code',
      '## In other frameworks',
      '## Often written, but wrong',
      '## Sources',
    ]);
  });

  const lines: readonly string[] = [
    '*language models*',
    '| $\\|x\\|$ | size of x |',
    'So it is [1, 2], like label flipping and this.',
    '| `eps` | at least 0 and below 1 | 1e-5 or 1e-6 | Because. | [1] |',
    '| `lib.f` | `eps` | since 1.2 | a \\| b |',
    '| `lib.g` |  | removed in 2.0 |  |',
    '| [Lib](https://e.org/a%28b%29) | ``f(`x`)`` | `eps` 0.1 |  |',
    '- *It is.* It is not [2]. [derived]',
    '1. A 2016 <https://arxiv.org/abs/1>',
    '2. B 2017',
  ];
  for (const line of lines) it(`says: ${line}`, () => assert.ok(text.split('\n').includes(line), text));

  it('leaves references inside code alone', () => {
    const code = 'Use `[@a2016]` or ``a ` [[x]]``:\n\n```py\nx = [[label-flipping]]\n```\n\n[@a2016]';
    const result = explainMarkdown(entry, code);
    for (const part of ['`[@a2016]`', '``a ` [[x]]``', 'x = [[label-flipping]]', '\n[1]\n'])
      assert.ok(result.includes(part), part);
  });

  it('is short where there is little to say', () => {
    const { id, origin, title, category, summary } = entry;
    assert.equal(
      explainMarkdown({ id, origin, title, category, summary }, ''),
      '# Made up\n\n*language models*\n\nA concept that only tests know.\n',
    );
  });

  it('sends no control character to a terminal', () => {
    const hostile = '\u001b[31mred\u001b]0;title\u0007\u009b31m\r\nnext';
    const result = explainMarkdown({ ...entry, title: hostile, summary: hostile, formula: hostile }, hostile);
    assert.doesNotMatch(result, /[^\P{Cc}\n\t]/u);
  });

  it('takes its time with nothing', () => {
    for (const long of ['`'.repeat(50_000), '[@'.repeat(25_000), '[['.repeat(25_000), '~~~\n'.repeat(12_000)])
      assert.ok(explainMarkdown(entry, long).length > 0);
  });
});
