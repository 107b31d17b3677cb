import assert from 'node:assert/strict';
import draw, { sampling, score } from '../../../src/pictures/lamda';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

describe('the picture of ranked replies', () => {
  it('says what each reply gets, and who wins', () => {
    assert.equal(
      draw(input({ candidates: 16 }))!.text,
      'Example: 3 · sensible + specific + interesting gives plain 3.99, interesting 4.56, unsafe dropped; interesting wins. With 16 candidates one is good with a chance of 0.97.',
    );
  });

  it('adds as the formula says', () =>
    assert.ok(Math.abs(score({ sensible: 0.91, specific: 0.95, interesting: 0.88 }) - 4.56) < 1e-12));

  it('counts candidates from the code, and takes the paper for the rest', () => {
    assert.deepEqual(sampling(input({ candidates: 1, good: 0.3 })), { count: 1, chance: 1 - (1 - 0.3) });
    assert.equal(sampling(input({}))!.count, 16);
    assert.ok(draw(input({ candidates: 64 }))!.svg.includes('best of 64'));
  });

  it('strikes the unsafe one out', () => {
    assert.ok(draw(input({}))!.svg.includes(palettes.dark.error));
    assert.equal(draw(input({}))!.svg.split('stroke-dasharray').length - 1, 3);
  });

  it('stays inside its room', () => {
    for (const height of [28, 48, 70, 120, 180])
      for (const width of [300, 480, 600]) {
        const { svg } = draw(input({}, { width, height }))!;
        for (const [, x, y, w, h] of svg.matchAll(
          /<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g,
        ))
          assert.ok(
            Number(x) + Number(w) <= width && Number(y) + Number(h) <= height,
            `${x} ${y} ${w} ${h} of ${width} ${height}`,
          );
      }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw(input({}, { palette }))!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['no candidates', { candidates: 0 }],
    ['half a candidate', { candidates: 1.5 }],
    ['absurdly many', { candidates: 1e300 }],
    ['a text', { candidates: '<script>' }],
    ['a chance above 1', { good: 2 }],
    ['no number', { good: NaN }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));
});
