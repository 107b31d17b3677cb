import assert from 'node:assert/strict';
import draw, { attention, recovery } from '../../../src/pictures/language-model-interpretability';
import type { PictureInput } from '../../../src/pictures/picture';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

type Roles = Readonly<Record<string, LiteralValue>>;

const input = (roles: Roles = {}, size = { width: 480, height: 70 }): PictureInput => ({
  roles,
  defaults: {},
  palette: palettes.dark,
  ...size,
});

const barsOf = (svg: string) =>
  [...svg.matchAll(/<rect [^>]*width="([\d.]+)" height="[\d.]+" fill="(#[^"]+)"/g)].map(([, width]) =>
    Number(width),
  );

describe('the picture of language model interpretability', () => {
  it('draws a bar for each cell that restores something', () => {
    const { svg, text } = draw(input())!;
    const bars = barsOf(svg);
    const values = recovery.flat().filter((value) => value > 0);
    assert.equal(bars.length, values.length);
    bars.forEach((width, i) => assert.ok(Math.abs(width / Math.max(...bars) - values[i]!) < 0.01));
    assert.match(text, /toy transformer: the queried pair restores all .* 0\.21 .* 0\.79/);
  });

  it('shows where attention goes where the code asks for it', () => {
    const { svg, text } = draw(input({ attentions: true }))!;
    assert.equal(barsOf(svg).length, attention.weights.length);
    assert.match(text, /gives 0\.58 to the right pair, yet the accuracy stays 0\.996/);
    assert.ok(svg.includes('attention ≠ importance'));
    assert.equal(draw(input({ attentions: false }))!.text, draw(input())!.text);
  });

  it('stays inside its room', () => {
    for (const roles of [{}, { attentions: true }] as readonly Roles[])
      for (const height of [48, 70, 120, 180])
        for (const width of [400, 440, 480, 600]) {
          const { svg } = draw(input(roles, { width, height }))!;
          for (const [, x, y] of svg.matchAll(/<(?:text|rect) x="([\d.-]+)" y="([\d.-]+)"/g))
            assert.ok(Number(x) >= 0 && Number(x) <= width && Number(y) >= 0 && Number(y) <= height);
        }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw({ ...input(), palette })!.svg.includes(palette.accent));
  });

  for (const value of [NaN, '<script>', [1], null] as const)
    it(`does not care about ${JSON.stringify(value)}`, () =>
      assert.equal(draw(input({ attentions: value }))!.text, draw(input())!.text));

  it('is left out where it has no room', () =>
    assert.equal(draw(input({}, { width: NaN, height: 48 })), undefined));
});
