import assert from 'node:assert/strict';
import draw, { noiseOf } from '../../../src/pictures/label-flipping';
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
const rings = (svg: string) =>
  svg.match(new RegExp(`<rect [^>]*stroke="${palettes.dark.foreground}"[^>]*>`, 'g')) ?? [];
const filled = (svg: string) => svg.split(`fill="${palettes.dark.series[0]}"`).length - 1;

describe('the picture of label flipping', () => {
  it('frames as many of forty labels as the rate says', () => {
    for (const [rate, flips] of [
      [0, 0],
      [0.1, 4],
      [0.3, 12],
      [1, 40],
    ] as const) {
      const { svg, text } = draw(input({ rate }))!;
      assert.equal(rings(svg).length, flips);
      assert.equal(
        text,
        `${100 * rate} % of the labels flipped; ${flips} of 40 labels are framed, ${flips} differ.`,
      );
      assert.ok(rings(svg).every((ring) => !ring.includes('dasharray')));
    }
  });

  it('lets redrawn labels stay as they were now and then', () => {
    const { svg, text } = draw(input({ redrawn: 0.2, num_classes: 4 }))!;
    assert.equal(text, '20 % drawn anew from 4 classes: 15 % change; 8 of 40 labels are framed, 6 differ.');
    assert.equal(rings(svg).filter((ring) => ring.includes('dasharray')).length, 2);
  });

  it('fills the squares of one class, wherever they are given', () => {
    assert.equal(filled(draw(input({ rate: 0 }))!.svg), 40);
    assert.equal(filled(draw(input({ rate: 1 }))!.svg), 40);
  });

  it('takes two classes and the default of the API where the code says nothing', () => {
    assert.deepEqual(noiseOf({ roles: {}, defaults: { redrawn: 0.01, num_classes: 2 } }), {
      chosen: 0.01,
      changed: 0.005,
      classes: 2,
    });
  });

  it('stays inside its room', () => {
    for (const height of [28, 48, 70, 120, 180])
      for (const width of [300, 480, 600]) {
        const { svg } = draw(input({ redrawn: 0.123, num_classes: 10 }, {}, { width, height }))!;
        for (const [, x, y, w = 0, h = 0] of svg.matchAll(
          /<(?:text|rect) x="([\d.-]+)" y="([\d.-]+)"(?: width="([\d.]+)" height="([\d.]+)")?/g,
        )) {
          assert.ok(Number(x) >= 0 && Number(x) + Number(w) <= width, `${x} of ${width}`);
          assert.ok(Number(y) >= 0 && Number(y) + Number(h) <= height + 0.01, `${y} of ${height}`);
        }
      }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw({ ...input({ rate: 0.2 }), palette })!.svg.includes(palette.series[1]!));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['a negative rate', { rate: -0.1 }],
    ['a rate above one', { rate: 1.5 }],
    ['no number', { rate: NaN }],
    ['a text', { rate: '<script>' }],
    ['a list', { rate: [0.1] }],
    ['one class', { redrawn: 0.1, num_classes: 1 }],
    ['half a class', { redrawn: 0.1, num_classes: 2.5 }],
    ['nothing at all', {}],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () =>
    assert.equal(draw(input({ rate: 0.1 }, {}, { width: NaN, height: 48 })), undefined));
});
