import assert from 'node:assert/strict';
import draw, { sideOf } from '../../../src/pictures/pre-post-layer-norm';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

type Roles = Readonly<Record<string, LiteralValue>>;
const at = (roles: Roles, defaults: Roles = {}, height = 60, width = 480) =>
  draw({ roles, defaults, palette: palettes.dark, width, height });

describe('the picture of Pre-LN and Post-LN', () => {
  const cases: [roles: Roles, defaults: Roles, side: string | undefined][] = [
    [{ pre: true }, { pre: false }, 'pre'],
    [{ pre: false }, { pre: true }, 'post'],
    [{}, { pre: false }, 'post'],
    [{ pre: true, placement: 'pre' }, {}, 'pre'],
    [{ placement: 'sandwich' }, { pre: false }, undefined],
    [{ pre: 'yes' }, {}, undefined],
    [{}, {}, undefined],
  ];
  for (const [roles, defaults, side] of cases)
    it(`${JSON.stringify(roles)} by default ${JSON.stringify(defaults)} is ${side}`, () => {
      assert.equal(sideOf({ roles, defaults }), side);
      assert.equal(at(roles, defaults) === undefined, side === undefined);
    });

  it('fills one norm, that of the code', () => {
    const filled = (svg: string) =>
      [...svg.matchAll(new RegExp(`<rect x="([\\d.]+)"[^>]*fill="${palettes.dark.accent}"`, 'g'))].map(
        ([, x]) => Number(x),
      );
    const [post, pre] = [filled(at({ pre: false })!.svg), filled(at({ pre: true })!.svg)];
    assert.equal(post.length, 1);
    assert.equal(pre.length, 1);
    assert.ok(post[0]! < 160 && pre[0]! > 160, 'Post-LN stands left');
  });

  it('says the same in words', () => {
    const { text } = at({ pre: true })!;
    assert.match(
      text,
      /^Pre-LN: the norm stands before the sublayer F.* from 2\.02 .* to 0\.973 .* from 0\.995 to 0\.201/,
    );
  });

  it('stays inside its frame at every size', () => {
    for (const [height, width] of [
      [28, 480],
      [47, 480],
      [48, 480],
      [70, 480],
      [70, 340],
      [150, 440],
    ] as const) {
      const { svg } = at({ pre: false }, {}, height, width)!;
      for (const [, key, value] of svg.matchAll(/ (x|y|cx|cy)="(-?[\d.]+)"/g))
        assert.ok(
          Number(value) >= 0 && Number(value) <= (key!.endsWith('x') ? width : height),
          `${key}=${value}`,
        );
    }
  });
});
