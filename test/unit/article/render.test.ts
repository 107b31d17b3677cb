import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renderArticle, renderLine } from '../../../src/article/render';

const options = {
  titles: (id: string) => ({ 'label-flipping': 'Label flipping' })[id],
  sources: [
    { id: 'szegedy2016', cite: 'Szegedy et al. 2016, CVPR' },
    { id: 'quotes', cite: '"A" <b> & co' },
  ],
  file: 'concepts/x.md',
  firstLine: 10,
};
const html = (text: string): string => renderArticle(text, options).html.trim();
const problems = (text: string): string[] =>
  renderArticle(text, options).problems.map(({ code, line }) => `${code}:${line}`);

describe('an article as HTML', () => {
  const cases: readonly (readonly [name: string, markdown: string, html: string])[] = [
    ['headings', '## Idea', '<h2>Idea</h2>'],
    ['code', '`a < b`', '<p><code>a &lt; b</code></p>'],
    ['a code block', '```py\nx = 1\n```', '<pre><code class="language-py">x = 1\n</code></pre>'],
    ['math in a line', 'so $a<b$.', '<p>so <span class="tex" data-tex="a&lt;b">a&lt;b</span>.</p>'],
    [
      'math on a line of its own',
      '$$\na\n$$',
      '<p class="display"><span class="tex" data-tex="a" data-display="true">a</span></p>',
    ],
    ['money', 'It costs $5 and $6.', '<p>It costs $5 and $6.</p>'],
    [
      'a citation',
      'So it is [@szegedy2016].',
      '<p>So it is <a class="citation" href="#source-szegedy2016" title="Szegedy et al. 2016, CVPR">[1]</a>.</p>',
    ],
    [
      'two citations',
      '[@szegedy2016; @quotes]',
      '<p><a class="citation" href="#source-szegedy2016" title="Szegedy et al. 2016, CVPR">[1]</a>' +
        '<a class="citation" href="#source-quotes" title="&quot;A&quot; &lt;b&gt; &amp; co">[2]</a></p>',
    ],
    [
      'a derived number',
      '0.9 [derived]',
      '<p>0.9 <span class="derived" title="Follows from the formulas above">[derived]</span></p>',
    ],
    ['a concept', '[[label-flipping]]', '<p><a data-concept="label-flipping">Label flipping</a></p>'],
    [
      'a concept in other words',
      '[[label-flipping|flipped <labels>]]',
      '<p><a data-concept="label-flipping">flipped &lt;labels&gt;</a></p>',
    ],
    [
      'a link',
      '[docs](https://example.org/a?b=c)',
      '<p><a data-url="https://example.org/a?b=c">docs</a></p>',
    ],
    ['an address in the text', 'see https://example.org', '<p>see https://example.org</p>'],
    [
      'no reference inside code',
      '`[@szegedy2016] [[label-flipping]] $x$`',
      '<p><code>[@szegedy2016] [[label-flipping]] $x$</code></p>',
    ],
  ];
  for (const [name, markdown, expected] of cases)
    it(`shows ${name}`, () => {
      assert.equal(html(markdown), expected);
      assert.deepEqual(problems(markdown), []);
    });

  it('aligns table cells by class: the page allows no inline style', () => {
    const table = html('| a | b |\n|---|--:|\n| 1 | 2 |');
    assert.match(table, /<td class="align-right">2<\/td>/);
    assert.doesNotMatch(table, /style=/);
  });

  it('renders one line without a paragraph', () => {
    assert.equal(renderLine('*so* `x`', options).html, '<em>so</em> <code>x</code>');
  });
});

describe('what is wrong with an article', () => {
  const cases: readonly (readonly [name: string, markdown: string, problems: string[]])[] = [
    ['an unknown source', 'a\n\nb\nc [@nobody]', ['unknown-source:13']],
    ['an unknown source in a table', '| a |\n|---|\n| b |\n| [@nobody] |', ['unknown-source:13']],
    ['an unknown concept', '- a\n- [[nothing]]', ['unknown-concept:11']],
    ['a link that is not https', 'x\n[a](http://example.org)', ['link:11']],
    ['words behind a formula', '$$a$$ and more', ['math:10']],
    ['too long a text', 'a'.repeat(50_001), ['too-long:10']],
  ];
  for (const [name, markdown, expected] of cases)
    it(`is reported with its line: ${name}`, () => assert.deepEqual(problems(markdown), expected));

  it('is reported a hundred times at most', () => {
    assert.equal(problems('[@nobody]\n'.repeat(5000)).length, 100);
  });
});

describe('a hostile article', () => {
  /** What may stand in a tag at all; everything else is text. */
  const tag =
    /^<\/?(p|h[1-6]|em|strong|s|code|pre|blockquote|ul|ol|li|hr|br|table|thead|tbody|tr|th|td|a|span)((?: (?:class|data-tex|data-display|data-concept|data-url|title|start|href)="[^"<>]*")*)\s*\/?>/;

  function assertSafe(result: string): void {
    for (let at = result.indexOf('<'); at >= 0; at = result.indexOf('<', at + 1)) {
      const match = tag.exec(result.slice(at));
      assert.ok(match, `not allowed: ${result.slice(at, at + 80)}`);
      const attributes = match[2] ?? '';
      assert.match(/ href="([^"]*)"/.exec(attributes)?.[1] ?? '#source-x', /^#source-[\w-]+$/);
      assert.match(/ data-url="([^"]*)"/.exec(attributes)?.[1] ?? 'https://x', /^https:\/\//i);
    }
  }

  const attacks = [
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '[a](javascript:alert(1))',
    '[a](JaVaScRiPt:alert(1))',
    '[a](&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;alert(1))',
    '[a](javascript&#58;alert(1))',
    '[a](data:text/html;base64,PHNjcmlwdD4=)',
    '[a](command:workbench.action.quit)',
    '[a](vbscript:x)',
    '[a](file:///etc/passwd)',
    '[a](//evil.example)',
    '[a](https:javascript)',
    '[a](https://x"onmouseover="alert(1))',
    '[a](https://x "t" onclick=alert(1))',
    '<javascript:alert(1)>',
    '<https://x.example/"onclick="alert(1)>',
    '![a](https://track.example/x.png)',
    '![a](x "y" onerror=alert(1))',
    '[a]: javascript:alert(1)\n\n[a]',
    '$"><script>alert(1)</script>$',
    '$$\n</span><img src=x onerror=alert(1)>\n$$',
    '$$ a $$ ("><script>)',
    "$x$&$'$`",
    '[@"><script>]',
    '[[label-flipping|<img src=x onerror=alert(1)>]]',
    '[["><b>]]',
    '[[__proto__]] [[constructor]] [@constructor] [@__proto__]',
    '```"><script>\nx\n```',
    '| a |\n|:-:|\n| <b onclick=x> |',
    '&lt;script&gt; &#60;script&#62;',
    '\u0000<b>\u0000',
  ];
  for (const attack of attacks)
    it(`stays text: ${JSON.stringify(attack)}`, () => {
      assertSafe(html(attack));
      assertSafe(renderLine(attack, options).html);
    });

  it('stays text whatever is put together', () => {
    const piece = fc.oneof(
      fc.constantFrom(...attacks, '\n', '\n\n', ' ', '> ', '- ', '`', '$', '|', '\\'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => assertSafe(html(pieces.join('')))),
      { numRuns: 500 },
    );
  });
});
