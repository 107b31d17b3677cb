import assert from 'node:assert/strict';
import draw, { judge } from '../../../src/pictures/l-diversity';
import type { PictureInput } from '../../../src/pictures/picture';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

type Roles = Readonly<Record<string, LiteralValue>>;

const input = (roles: Roles, size = { width: 480, height: 70 }): PictureInput => ({
  roles,
  defaults: {},
  palette: palettes.dark,
  ...size,
});

describe('the picture of l-diversity', () => {
  const cases: readonly (readonly [roles: Roles, criterion: string, passes: readonly boolean[]])[] = [
    [{}, 'distinct l = 2', [false, true, true]],
    [{ l: 3 }, 'distinct l = 3', [false, true, true]],
    [{ l: 1 }, 'distinct l = 1', [true, true, true]],
    [{ l_entropy: 2 }, 'entropy l = 2', [false, false, true]],
    [{ l_entropy: 1.3 }, 'entropy l = 1.3', [false, true, true]],
    // 0.9 is below c · 0.1 from c = 9 on.
    [{ l: 2, c: 3 }, 'recursive (3, 2)', [false, false, true]],
    [{ l: 2, c: 9.5 }, 'recursive (9.5, 2)', [false, true, true]],
    // With l = 3 the rest is one even third of three.
    [{ l: 3, c: 1 }, 'recursive (1, 3)', [false, false, false]],
  ];
  for (const [roles, criterion, passes] of cases)
    it(`judges by ${criterion}`, () => {
      const judged = judge({ roles, defaults: {} })!;
      assert.equal(judged.criterion, criterion);
      assert.deepEqual(
        judged.classes.map((one) => one.passes),
        passes,
      );
    });

  it('says what a class is worth', () => {
    const [one, few, even] = judge({ roles: { l: 4 }, defaults: {} })!.classes;
    assert.equal(one!.effective, 1);
    assert.ok(Math.abs(few!.effective - Math.exp(-0.9 * Math.log(0.9) - 0.1 * Math.log(0.1 / 3))) < 1e-9);
    assert.ok(Math.abs(even!.effective - 4) < 1e-9);
    assert.equal(
      draw(input({ l: 2 }))!.text,
      'Three classes under distinct l = 2. one value: fails, guess 100 %, worth 1; 2 values, 90 % one: passes, guess 90 %, worth 1.38; 2 even values: passes, guess 50 %, worth 2.',
    );
  });

  it('draws a segment for each value', () => {
    const { svg } = draw(input({ l: 6 }))!;
    assert.equal([...svg.matchAll(/<rect /g)].length, 1 + 6 + 6);
    const widths = [...svg.matchAll(/<rect [^>]*width="([\d.]+)"/g)].map(([, width]) => Number(width));
    assert.ok(widths[1]! > 9 * widths[2]!, 'the frequent value is nine tenths');
  });

  it('stays inside its room', () => {
    for (const height of [28, 48, 70, 120, 180])
      for (const width of [400, 440, 480, 600]) {
        const { svg } = draw(input({ l: 3 }, { width, height }))!;
        for (const [, x, y] of svg.matchAll(/<(?:text|rect) x="([\d.-]+)" y="([\d.-]+)"/g))
          assert.ok(Number(x) >= 0 && Number(x) <= width && Number(y) >= 0 && Number(y) <= height);
      }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes)) {
      const { svg } = draw({ ...input({ l: 2 }), palette })!;
      for (const color of [palette.error, palette.warning, palette.good]) assert.ok(svg.includes(color));
    }
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['nothing to ask for', { l: 0 }],
    ['more values than can be told apart', { l: 7 }],
    ['no number', { l: NaN }],
    ['a text', { l: '<script>' }],
    ['a list', { l: [2] }],
    ['an absurd c', { l: 2, c: 1e300 }],
    ['a negative c', { l: 2, c: -1 }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));
});
