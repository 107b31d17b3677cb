import assert from 'node:assert/strict';
import draw, { radiusOf } from '../../../src/pictures/l2-attacks';
import type { PictureInput } from '../../../src/pictures/picture';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

type Roles = Readonly<Record<string, LiteralValue>>;

const input = (roles: Roles, defaults: Roles = {}, size = { width: 480, height: 70 }): PictureInput => ({
  roles,
  defaults,
  palette: palettes.dark,
  ...size,
});

describe('the picture of an L2 attack', () => {
  it('says whether the ball reaches the boundary', () => {
    const short = draw(input({ eps: 0.25 }))!;
    assert.equal(
      short.text,
      'A ball of length 0.25 stops short of a boundary at 0.39, the median distance in the demo.',
    );
    assert.ok(
      short.svg.includes('>stops short of a boundary at 0.39<') && short.svg.includes(palettes.dark.good),
    );
    const long = draw(input({ eps: 0.5 }))!;
    assert.match(long.text, /length 0\.5 reaches a boundary/);
    assert.ok(long.svg.includes(palettes.dark.error) && !long.svg.includes(palettes.dark.good));
  });

  it('draws ball, cube and boundary to one scale', () => {
    for (const eps of [0.1, 0.5, 3]) {
      const { svg } = draw(input({ eps }))!;
      const radius = Number(/<circle [^>]*r="([\d.]+)" [^>]*stroke=/.exec(svg)![1]);
      const side = Number(/<rect [^>]*width="([\d.]+)"/.exec(svg)![1]);
      const center = Number(/<circle cx="([\d.]+)"/.exec(svg)![1]);
      const line = Number(/<path d="M([\d.]+) /.exec(svg)![1]);
      assert.ok(Math.abs(side - 2 * radius) < 0.02);
      assert.ok(Math.abs((line - center) / radius - 0.39 / eps) < 0.01, `${eps}`);
    }
  });

  it('takes the default of the API where the code says nothing', () => {
    assert.equal(radiusOf({ roles: {}, defaults: { eps: 0.5 } }), 0.5);
    assert.equal(radiusOf({ roles: { eps: 2, norm: 'L2' }, defaults: { eps: 0.5 } }), 2);
  });

  it('stays inside its room', () => {
    for (const height of [28, 48, 70, 120, 180])
      for (const width of [300, 480, 600]) {
        const { svg } = draw(input({ eps: 1000 }, {}, { width, height }))!;
        for (const [, x, y] of svg.matchAll(/<(?:text|rect) x="([\d.-]+)" y="([\d.-]+)"/g))
          assert.ok(
            Number(x) >= 0 && Number(x) <= width && Number(y) >= 0 && Number(y) <= height,
            `${x} ${y}`,
          );
      }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw({ ...input({ eps: 0.5 }), palette })!.svg.includes(palette.error));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['a negative radius', { eps: -0.1 }],
    ['an absurd one', { eps: 1e300 }],
    ['no number', { eps: NaN }],
    ['infinity', { eps: Infinity }],
    ['a text', { eps: '<script>' }],
    ['a list', { eps: [0.5] }],
    ['nothing at all', {}],
    ['another norm', { eps: 0.5, norm: Infinity }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () =>
    assert.equal(draw(input({ eps: 0.5 }, {}, { width: NaN, height: 48 })), undefined));
});
