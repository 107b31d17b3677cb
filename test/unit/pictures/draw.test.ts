import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renderSvg, type Shape } from '../../../src/pictures/draw/svg';
import { lineCount, textWidth } from '../../../src/pictures/draw/text-width';

const text = (value: string): Shape => ({ kind: 'text', x: 1, y: 2, text: value, size: 11, fill: '#fff' });
const rect = (change: object): Shape =>
  ({ kind: 'rect', x: 1, y: 2, width: 3, height: 4, fill: '#fff', ...change }) as Shape;

describe('a drawing as SVG', () => {
  it('is one element of its size', () => {
    assert.equal(
      renderSvg(10, 20, [rect({ x: 1.23456 })]),
      '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20" viewBox="0 0 10 20" ' +
        'font-family="system-ui,Segoe UI,Helvetica,sans-serif"><rect x="1.23" y="2" width="3" height="4" fill="#fff"/></svg>',
    );
  });

  it('draws paths, circles and words', () => {
    const svg = renderSvg(10, 10, [
      {
        kind: 'path',
        points: [
          [0, 1],
          [2, 3],
        ],
        closed: true,
        stroke: '#abc',
        strokeWidth: 2,
        dashed: true,
      },
      { kind: 'circle', x: 1, y: 2, radius: 3, fill: '#abcdef' },
      { ...text('so'), anchor: 'end', bold: true } as Shape,
    ])!;
    assert.match(
      svg,
      /<path d="M0 1L2 3Z" fill="none" stroke="#abc" stroke-width="2" stroke-dasharray="3 3"\/>/,
    );
    assert.match(svg, /<circle cx="1" cy="2" r="3" fill="#abcdef"\/>/);
    assert.match(
      svg,
      /<text x="1" y="2" font-size="11" fill="#fff" text-anchor="end" font-weight="bold">so<\/text>/,
    );
  });

  it('draws pixels as a ground and one path for each other colour', () => {
    const pixels = (colors: string[]): Shape => ({
      kind: 'pixels',
      x: 1,
      y: 2,
      cell: 2,
      columns: 2,
      values: [0, 0, 1, 0],
      colors,
    });
    assert.match(
      renderSvg(10, 10, [pixels(['#000000', '#ffffff', '#abcdef'])])!,
      /<rect x="1" y="2" width="4" height="4" fill="#000000"\/><path d="M1 4h2v2h-2z" fill="#ffffff" shape-rendering="crispEdges"\/><\/svg>$/,
    );
    assert.equal(renderSvg(10, 10, [pixels(['red', '#ffffff'])]), undefined);
  });

  for (const bad of [NaN, Infinity, -Infinity, 1e6, -1e6])
    it(`is nothing where a number is ${bad}`, () => {
      for (const change of [{ x: bad }, { height: bad }, { strokeWidth: bad, stroke: '#fff' }])
        assert.equal(renderSvg(10, 10, [rect(change)]), undefined);
      assert.equal(renderSvg(bad, 10, []), undefined);
      assert.equal(renderSvg(10, 10, [{ kind: 'path', points: [[0, bad]] }]), undefined);
    });

  for (const bad of ['red', 'url(https://evil.example)', '"/><script>', 'var(--x)', 'currentColor'])
    it(`is nothing where a colour is ${bad}`, () =>
      assert.equal(renderSvg(10, 10, [rect({ fill: bad })]), undefined));

  it('holds only its shapes, whatever a text says', () => {
    const hostile = fc.oneof(
      fc.constantFrom(
        '</text><script>alert(1)</script>',
        '<foreignObject>',
        '&lt;',
        ']]>',
        '"',
        '\u0000\u202e\ud800',
      ),
      fc.string({ unit: 'binary' }),
    );
    fc.assert(
      fc.property(hostile, (value) => {
        const svg = renderSvg(10, 10, [text(value)])!;
        assert.match(svg, /^<svg [^<>]*><text [^<>]*(>[^<>]*<\/text>|\/>)<\/svg>$/);
        assert.doesNotMatch(svg, /[\p{Cc}\p{Cs}\ufffe\uffff\u202e]/u);
        assert.doesNotMatch(svg, /&(?!(amp|lt|gt|quot);)/);
        assert.doesNotThrow(() => encodeURIComponent(svg));
      }),
    );
  });
});

describe('the width of a text', () => {
  it('is near what a wide sans-serif takes', () => {
    // Measured in Chromium with DejaVu Sans at 14 px.
    for (const [words, pixels] of [
      [
        'Blends each one-hot target with a uniform distribution, so the loss stops rewarding ever greater confidence.',
        758,
      ],
      ['(1 − 0.1)·y + 0.1/10 → 0.91 for the true class, 0.01 for each other', 465],
      ['0.1 is usual (0.05 – 0.2; Szegedy et al. 2016)', 313],
    ] as const)
      assert.ok(Math.abs(textWidth(words, 14) / pixels - 1) < 0.05, `${textWidth(words, 14)} for ${pixels}`);
  });

  it('makes lines', () => {
    assert.equal(lineCount('', 14, 100), 1);
    assert.equal(lineCount('one two', 14, 100), 1);
    assert.equal(lineCount('one two three four five', 14, 100), 2);
    assert.equal(lineCount('x'.repeat(100), 14, 100), Math.ceil(textWidth('x'.repeat(100), 14) / 100));
  });
});
