import assert from 'node:assert/strict';
import draw, { budgetOf } from '../../../src/pictures/l0-attacks';
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
const count = (text: string, part: string): number => text.split(part).length - 1;

describe('the picture of an L0 attack', () => {
  it('changes as many pixels as the code allows', () => {
    for (const [roles, pixels] of [
      [{ pixels: 1 }, 1],
      [{ pixels: 5 }, 5],
      [{}, 3],
      [{ gamma: 0.05 }, 7],
    ] as const) {
      const { svg, text } = draw(input(roles))!;
      assert.equal(count(svg, `fill="${palettes.dark.accent}"`), pixels);
      assert.ok(text.includes(`${pixels} of 144 pixels`), text);
    }
  });

  it('says what it does not draw', () => {
    const { svg, text } = draw(input({ gamma: 1 }))!;
    assert.equal(count(svg, `fill="${palettes.dark.accent}"`), 24);
    assert.match(text, /γ = 1: 144 of 144 pixels, 24 of them drawn/);
    assert.match(draw(input({ gamma: 0.001 }))!.text, /0 of 144 pixels, nothing may change/);
  });

  it('takes ink away where features get darker', () => {
    const [bright, dark] = [draw(input({ pixels: 4 }))!.svg, draw(input({ pixels: 4, theta: -1 }))!.svg];
    const ink = (svg: string) => count(svg, `fill="${palettes.dark.foreground}"`);
    assert.equal(ink(bright) - ink(dark), 4);
    assert.equal(count(dark, `stroke="${palettes.dark.accent}"`), 4);
  });

  it('takes the default of the API where the code says nothing', () => {
    assert.equal(budgetOf({ roles: {}, defaults: { pixels: 1 } })!.pixels, 1);
    assert.equal(budgetOf({ roles: { gamma: 0.1 }, defaults: { gamma: 1 } })!.pixels, 14);
  });

  it('stays inside its room', () => {
    for (const height of [28, 48, 70, 120, 180])
      for (const width of [300, 480, 600]) {
        const { svg } = draw(input({ pixels: 100 }, {}, { width, height }))!;
        for (const [, x, y, w = 0, h = 0] of svg.matchAll(
          /<(?:text|rect) x="([\d.-]+)" y="([\d.-]+)"(?: width="([\d.]+)" height="([\d.]+)")?/g,
        )) {
          assert.ok(Number(x) >= 0 && Number(x) + Number(w) <= width, `${x}`);
          assert.ok(Number(y) >= 0 && Number(y) + Number(h) <= height + 0.01, `${y}`);
        }
      }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw({ ...input({ pixels: 2 }), palette })!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['a fraction of a pixel', { pixels: 0.5 }],
    ['a negative count', { pixels: -1 }],
    ['an absurd one', { pixels: 1e300 }],
    ['no number', { pixels: NaN }],
    ['a text', { pixels: '<script>' }],
    ['a list', { pixels: [3] }],
    ['a share above 1', { gamma: 2 }],
    ['a negative share', { gamma: -0.1 }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () =>
    assert.equal(draw(input({ pixels: 3 }, {}, { width: NaN, height: 48 })), undefined));
});
