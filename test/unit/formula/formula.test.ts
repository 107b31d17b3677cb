import assert from 'node:assert/strict';
import { formulaDataUri, svgDataUri } from '../../../src/formula/formula';
import { renderFormula } from '../../../tools/render-formula';

const place = { file: 'concepts/x.md', line: 5, column: 3 };

async function rendered(tex: string) {
  const { image, problem } = await renderFormula(tex, place);
  assert.equal(problem, undefined);
  return image!;
}

describe('a formula as an image', () => {
  it('is sized in pixels, within the room of a hover', async () => {
    for (const tex of [
      String.raw`q_k = (1-\varepsilon)\,\mathbf{1}[k=y] + \varepsilon/K`,
      String.raw`\mathrm{LN}(x)=\gamma\odot\frac{x-\mu}{\sqrt{\sigma^2+\epsilon}}+\beta`,
      String.raw`\mathrm{softmax}\!\left(\frac{QK^\top}{\sqrt{d_k}}\right)V`,
    ]) {
      const { svg, width, height } = await rendered(tex);
      assert.ok(width > 20 && width <= 480, `${width}`);
      assert.ok(height >= 10 && height <= 40, `${height}`);
      assert.match(svg, new RegExp(`^<svg[^>]* width="${width}"`));
      assert.ok(svg.length < 12_000);
    }
  });

  it('takes its colour when it is shown', async () => {
    const uri = formulaDataUri(await rendered('x^2'), '#cccccc');
    const svg = decodeURIComponent(uri.replace('data:image/svg+xml,', ''));
    assert.match(svg, /#cccccc/);
    assert.doesNotMatch(svg, /__COLOR__|currentColor/);
  });

  it('becomes a data URI that nothing can break out of, with its letters kept', () => {
    const svg = '<svg a="b">ε – 日本 (x) | ![a](b) `c` <![CDATA[*_~]]> \ud800</svg>';
    const uri = svgDataUri(svg);
    assert.match(uri, /^data:image\/svg\+xml,[\w\-.%/:=,;' ]+$/);
    assert.equal(
      decodeURIComponent(uri.replace('data:image/svg+xml,', '')),
      svg.replace('\ud800', '\ufffd').replaceAll('"', "'"),
    );
  });

  it('keeps the quotes of its texts', () => {
    for (const svg of [
      `<svg a="b"><text>it's</text></svg>`,
      '<svg><text a="b">a "word"</text></svg>',
      `<svg a="'"/>`,
    ])
      assert.equal(decodeURIComponent(svgDataUri(svg)), `data:image/svg+xml,${svg}`);
  });

  it('is the same however often it is rendered', async () => {
    const tex = String.raw`\frac{a}{b}`;
    assert.deepEqual(await rendered(tex), await rendered(tex));
  });
});

describe('TeX that cannot be shown', () => {
  const cases: readonly (readonly [name: string, tex: string, reason: RegExp])[] = [
    ['an unknown command', '\\foo x', /Undefined control sequence \\foo/],
    ['an open group', '\\frac{1}{', /close brace/i],
    ['nothing', '', /draws nothing/],
    ['too many characters', 'x'.repeat(1001), /longer than 1000/],
    ['a macro that calls itself', String.raw`\def\a{\a\a}\a`, /Undefined control sequence/],
    ['a new macro', String.raw`\newcommand{\a}{x}\a`, /Undefined control sequence/],
    ['deep fractions', '\\frac{1}{'.repeat(80) + 'x' + '}'.repeat(80), /too large/],
    ['five lines', String.raw`\begin{aligned}a\\b\\c\\d\\e\end{aligned}`, /too large/],
    ['a huge rule', String.raw`\rule{9999em}{9999em}`, /too large/],
    ['a link', String.raw`\href{javascript:alert(1)}{x}`, /Undefined control sequence/],
    ['a link by MathML', String.raw`\mmlToken{mi}[href="javascript:alert(1)"]{x}`, /not allowed/],
    ['a style', String.raw`\style{background:url(https://x)}{x}`, /Undefined control sequence/],
  ];
  for (const [name, tex, reason] of cases)
    it(`is a problem with its place: ${name}`, async () => {
      const { image, problem } = await renderFormula(tex, place);
      assert.equal(image, undefined);
      assert.match(problem!.message, reason);
      assert.deepEqual(
        { code: problem!.code, file: problem!.file, line: problem!.line, column: problem!.column },
        { code: 'formula', ...place },
      );
    });

  it('survives braces that are nested too deeply, and renders the next one', async () => {
    assert.ok((await renderFormula('{'.repeat(490) + 'x' + '}'.repeat(490), place)).problem);
    await rendered('x');
  });

  it('does not let text become markup', async () => {
    const { svg } = await rendered('\\text{<script>alert(1)</script>}');
    assert.doesNotMatch(svg, /<script/);
  });
});
