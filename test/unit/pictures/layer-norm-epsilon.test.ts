import assert from 'node:assert/strict';
import draw, { thresholdOf } from '../../../src/pictures/layer-norm-epsilon';
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

describe('the threshold of ε', () => {
  const cases = [
    [1e-3, 0.0316228, 31.6228, undefined],
    [1e-5, 0.00316228, 316.228, 'subnormal in fp16'],
    [1e-6, 1e-3, 1000, 'subnormal in fp16'],
    [1e-7, 3.16228e-4, 3162.28, 'subnormal in fp16'],
    [1e-8, 1e-4, 1e4, '0 in fp16'],
    [1e-12, 1e-6, 1e6, '0 in fp16'],
  ] as const;
  for (const [eps, edge, gain, inHalf] of cases)
    it(`${eps}`, () => {
      const threshold = thresholdOf({ roles: { eps }, defaults: {} })!;
      assert.ok(Math.abs(threshold.edge / edge - 1) < 1e-5 && Math.abs(threshold.gain / gain - 1) < 1e-5);
      assert.equal(threshold.inHalf, inHalf);
    });

  it('takes the default of the API', () => {
    assert.equal(thresholdOf({ roles: {}, defaults: { eps: 1e-3 } })?.eps, 1e-3);
    assert.equal(thresholdOf({ roles: { eps: 1e-6 }, defaults: { eps: 1e-3 } })?.eps, 1e-6);
  });
});

describe('the picture of ε', () => {
  it('says in words what it shows', () => {
    const { svg, text } = draw(input({ eps: 1e-5 }))!;
    assert.equal(
      text,
      'For ε = 1e-5 a token of deviation √ε = 0.00316 keeps 0.71 of it, smaller ones less; gain ≤ 316; ε is subnormal in fp16.',
    );
    for (const words of ['>damps tokens with σ &lt; 0.00316<', '>gain ≤ 316<', '>subnormal in fp16<'])
      assert.ok(svg.includes(words), words);
  });

  it('warns in the colour of what half precision does', () => {
    const { error, warning } = palettes.dark;
    const colors = (eps: number) =>
      [error, warning].map((color) => draw(input({ eps }))!.svg.includes(color));
    assert.deepEqual(colors(1e-12), [true, false]);
    assert.deepEqual(colors(1e-5), [false, true]);
    assert.deepEqual(colors(1e-3), [false, false]);
  });

  for (const height of [28, 34, 46, 70])
    it(`keeps words and warning whole at ${height} pixels`, () => {
      const { svg } = draw(input({ eps: 1e-5 }, {}, { width: 480, height }))!;
      const frames = [...svg.matchAll(/<rect [^>]*y="([\d.]+)" width="[\d.]+" height="([\d.]+)"/g)];
      assert.ok(frames.length > 0 && frames.every(([, y, high]) => Number(y) + Number(high) < height));
      const lines = [...svg.matchAll(/<text [^>]*y="([\d.]+)"[^>]*>(?:damps|gain)/g)].map(([, y]) =>
        Number(y),
      );
      assert.ok(lines.length === 2 && lines.every((y) => y >= 9 && y <= height - 3), lines.join());
    });

  it('moves its mark with ε on an axis that stays', () => {
    const markAt = (eps: number) => Number(/<circle cx="([\d.]+)"/.exec(draw(input({ eps }))!.svg)![1]);
    const marks = [1e-12, 1e-6, 1e-5, 1e-3, 0.1].map(markAt);
    assert.deepEqual(
      marks,
      [...marks].sort((a, b) => a - b),
    );
    const ticks = (eps: number) =>
      draw(input({ eps }))!
        .svg.match(/>[\de-]+</g)!
        .filter((t) => t.includes('e-'));
    assert.deepEqual(ticks(1e-6), ticks(1e-3));
  });

  it('makes room for an ε of any size', () => {
    for (const eps of [1e-99, 1e-20, 1, 1e6, 1e99]) {
      const { svg } = draw(input({ eps }))!;
      const x = Number(/<circle cx="([\d.]+)"/.exec(svg)![1]);
      assert.ok(x > 10 && x < 300, `${eps}: ${x}`);
    }
  });

  it('has both scales in the panel', () => {
    for (const width of [300, 440, 600]) {
      const { svg } = draw(input({ eps: 1e-5 }, {}, { width, height: 150 }))!;
      for (const words of ['>0.01<', '>0.1<', '>1<', '>output deviation<', '>deviation σ of the token<'])
        assert.ok(svg.includes(words), words);
    }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw({ ...input({ eps: 1e-5 }), palette })!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['zero', { eps: 0 }],
    ['a negative number', { eps: -1e-5 }],
    ['no number', { eps: NaN }],
    ['infinity', { eps: Infinity }],
    ['the smallest double', { eps: 5e-324 }],
    ['the largest double', { eps: 1.7e308 }],
    ['a text', { eps: '<script>' }],
    ['a list', { eps: [1e-5] }],
    ['none', { eps: null }],
    ['nothing at all', {}],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () => {
    assert.equal(draw(input({ eps: 1e-5 }, {}, { width: NaN, height: 46 })), undefined);
  });
});
