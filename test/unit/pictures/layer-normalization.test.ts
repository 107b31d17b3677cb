import assert from 'node:assert/strict';
import draw, { normalizedSample } from '../../../src/pictures/layer-normalization';
import type { PictureInput } from '../../../src/pictures/picture';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

type Roles = Readonly<Record<string, LiteralValue>>;

const input = (roles: Roles, defaults: Roles = {}, size = { width: 480, height: 46 }): PictureInput => ({
  roles,
  defaults,
  palette: palettes.dark,
  ...size,
});
const near = (actual: number, expected: number, tolerance = 1e-6): void =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} for ${expected}`);
const momentsOf = (values: readonly number[]) => {
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  return { mean, variance: values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / values.length };
};

describe('a normalized sample', () => {
  const of = (roles: Roles, defaults: Roles = {}) => normalizedSample({ roles, defaults })!;

  it('has mean 0 and variance σ²/(σ² + ε)', () => {
    for (const eps of [1e-12, 1e-5, 1e-3, 0.5, 10]) {
      const { before, after, deviationAfter } = of({ eps });
      const { variance } = momentsOf(before);
      near(momentsOf(after).mean, 0);
      near(momentsOf(after).variance, variance / (variance + eps));
      near(deviationAfter ** 2, variance / (variance + eps));
    }
  });

  it('takes the default of the API', () => {
    assert.equal(of({ features: 64 }, { eps: 1e-3 }).eps, 1e-3);
    assert.equal(of({ eps: 1e-6 }, { eps: 1e-3 }).eps, 1e-6);
  });

  it('counts the numbers that share a mean', () => {
    for (const [features, count] of [
      [768, 768],
      [[3, 5], 15],
      [[10], 10],
    ] as const)
      assert.equal(of({ features }).features, count);
    assert.equal(of({}, { features: 768 }).features, undefined, 'not an example of the concept');
  });

  it('is 0 for one feature, and ±1 for two', () => {
    assert.deepEqual(of({ features: 1 }).after, [0]);
    const [first, second] = of({ features: 2, eps: 1e-12 }).after;
    near(first!, 1);
    near(second!, -1);
  });
});

describe('the picture of layer normalization', () => {
  it('says in words what it shows', () => {
    const { svg, text } = draw(input({ features: 768 }, { eps: 1e-5 }))!;
    assert.equal(
      text,
      'A sample vector of mean 1.95 and deviation 1.47 gets mean 0 and deviation 1, with ε = 1e-5; the layer does so over 768 features of each token.',
    );
    for (const words of ['>over 768 features of each token<', '>1.95 ± 1.47  →  0 ± 1<', '>1<', '>−1<'])
      assert.ok(svg.includes(words), words);
    assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="480" height="46"/);
  });

  it('draws a bar for each of at most eight features, before and after', () => {
    for (const [features, bars] of [
      [1, 1],
      [5, 5],
      [768, 8],
    ] as const) {
      const rects = draw(input({ features }))!.svg.match(/<rect /g)!;
      assert.equal(rects.length, 2 * bars);
    }
    assert.equal(draw(input({}))!.svg.match(/<rect /g)!.length, 16);
  });

  it('shows what a large ε does', () => {
    assert.match(draw(input({ eps: 2 }))!.text, /mean 0 and deviation 0\.72, with ε = 2/);
  });

  it('stands one above the other in the panel', () => {
    for (const width of [300, 440, 600]) {
      const { svg } = draw(input({ features: 768 }, {}, { width, height: 150 }))!;
      for (const words of ['>before<', '>after<', '>1.95 ± 1.47  →  0 ± 1<'])
        assert.ok(svg.includes(words), words);
    }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw({ ...input({}), palette })!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['a negative ε', { eps: -1 }],
    ['no number', { eps: NaN }],
    ['a text', { eps: '1e-5' }],
    ['infinity', { eps: Infinity }],
    ['no feature', { features: 0 }],
    ['half a feature', { features: 2.5 }],
    ['an empty shape', { features: [] }],
    ['a shape of texts', { features: ['<script>'] }],
    ['a shape of shapes', { features: [[3]] }],
    ['a shape without end', { features: Array<number>(1e5).fill(2) }],
    ['a name', { features: 'd_model' }],
    ['more features than integers', { features: [1e15, 1e15] }],
    ['one feature without ε', { features: 1, eps: 0 }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () => {
    assert.equal(draw(input({}, {}, { width: NaN, height: 46 })), undefined);
    assert.equal(draw(input({}, {}, { width: Infinity, height: 46 })), undefined);
  });
});
