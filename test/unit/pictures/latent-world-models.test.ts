import assert from 'node:assert/strict';
import draw, { drawnSteps, horizonOf } from '../../../src/pictures/latent-world-models';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

describe('the picture of a latent rollout', () => {
  it('says how many steps are imagined, and what errors leave', () => {
    assert.equal(
      draw(input({ horizon: 15 }))!.text,
      'From one observation to its latent state, then 15 steps imagined: if 99 % of the state is right after one step ' +
        'and errors multiply, 86 % is left.',
    );
    assert.match(draw(input({ horizon: 1 }))!.text, /then 1 step imagined: .* 99 % is left/);
    assert.match(draw(input({ horizon: 333 }))!.text, /3\.5 % is left/);
    assert.equal(draw(input({}))!.text, draw(input({ horizon: 15 }))!.text);
    assert.equal(draw(input({}, { defaults: { horizon: 5 } }))!.text, draw(input({ horizon: 5 }))!.text);
  });

  it('draws a circle a step, of many the first ones and the last', () => {
    assert.deepEqual(drawnSteps(3), [1, 2, 3]);
    assert.deepEqual(drawnSteps(7), [1, 2, 3, 4, 5, 6, 7]);
    assert.deepEqual(drawnSteps(15), [1, 2, 3, 4, 5, 6, 15]);
    const circles = (horizon: number) => draw(input({ horizon }))!.svg.match(/<circle/g)!.length;
    assert.deepEqual([1, 3, 7, 15].map(circles), [3, 7, 15, 15]);
  });

  it('warns of a long horizon', () => {
    assert.ok(draw(input({ horizon: 51 }))!.svg.includes(palettes.dark.warning));
    assert.ok(!draw(input({ horizon: 50 }))!.svg.includes(palettes.dark.warning));
  });

  it('stays inside its room', () => {
    for (const horizon of [1, 5, 15, 100_000])
      for (const height of [28, 48, 70, 120, 180])
        for (const width of [360, 480, 600]) {
          const { svg } = draw(input({ horizon }, { width, height }))!;
          for (const [, x, y, r] of svg.matchAll(/cx="([\d.-]+)" cy="([\d.-]+)" r="([\d.-]+)"/g)) {
            const [cx, cy, radius] = [Number(x), Number(y), Number(r)];
            assert.ok(cx - radius >= 0 && cx + radius <= width && cy - radius >= 0 && cy + radius <= height);
          }
        }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw(input({}, { palette }))!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['no step', { horizon: 0 }],
    ['half a step', { horizon: 2.5 }],
    ['a negative number', { horizon: -3 }],
    ['an absurd one', { horizon: 1e300 }],
    ['no number', { horizon: NaN }],
    ['a text', { horizon: '<script>' }],
    ['a list', { horizon: [5] }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => {
      assert.equal(horizonOf({ roles, defaults: {} }), undefined);
      assert.equal(draw(input(roles)), undefined);
    });

  it('is left out where it has no room', () => assert.equal(draw(input({}, { width: NaN })), undefined));
});
