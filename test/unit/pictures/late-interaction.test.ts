import assert from 'node:assert/strict';
import { cells } from '../../../src/pictures/draw/cells';
import draw, { storage } from '../../../src/pictures/late-interaction';
import type { PictureInput } from '../../../src/pictures/picture';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

type Roles = Readonly<Record<string, LiteralValue>>;

const input = (roles: Roles, defaults: Roles = {}, size = { width: 480, height: 44 }): PictureInput => ({
  roles,
  defaults,
  palette: palettes.dark,
  ...size,
});

describe('what a stored token takes', () => {
  const cases: readonly (readonly [roles: Roles, fp16: number, code: number | undefined])[] = [
    [{}, 256, undefined],
    [{ dim: 96 }, 192, undefined],
    [{ dim: 128, nbits: 2 }, 256, 32],
    [{ dim: 64, nbits: 1 }, 128, 8],
    [{ nbits: 4 }, 256, 64],
  ];
  for (const [roles, fp16, code] of cases)
    it(`with ${JSON.stringify(roles)}`, () => {
      const found = storage({ roles, defaults: {} })!;
      assert.deepEqual([found.fp16, found.code], [fp16, code]);
    });

  it('takes the defaults of the API', () => {
    assert.equal(storage({ roles: { nbits: 2 }, defaults: { nbits: 1, dim: 96 } })!.code, 24);
  });
});

describe('the picture of late interaction', () => {
  it('says in words what it shows', () => {
    const { svg, text } = draw(input({ dim: 128, nbits: 2 }))!;
    assert.equal(
      text,
      'Example: layernorm finds layer with 0.5, eps finds epsilon with 0.28; the score is their sum, 0.78. 128 d × 2 bit = 32 B + id per token, fp16 256 B.',
    );
    for (const words of ['>layernorm<', '>epsilon<', '>max 0.5<', '>max 0.28<', '>Σ 0.78<'])
      assert.ok(svg.includes(words), words);
  });

  it('names every column in the hover and the storage in the panel', () => {
    for (const [width, height] of [
      [480, 30],
      [480, 70],
      [300, 120],
      [600, 180],
    ] as const) {
      const { svg } = draw(input({ nbits: 1 }, { dim: 128 }, { width, height }))!;
      for (const words of ['>the<', '>of<', '>layer<']) assert.ok(svg.includes(words), words);
      assert.equal(svg.includes('16 B + id per token'), height >= 100);
    }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw({ ...input({}), palette })!.svg.includes(palette.accent));
  });

  for (const [name, roles] of [
    ['no dimension', { dim: 0 }],
    ['half a dimension', { dim: 1.5 }],
    ['negative bits', { nbits: -1 }],
    ['more bits than a byte', { nbits: 16 }],
    ['no number', { dim: NaN }],
    ['text', { dim: '<script>' }],
    ['a list', { nbits: [1] }],
    ['dimensions without end', { dim: Infinity }],
  ] as const)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles as Roles)), undefined));
});

describe('a grid of cells', () => {
  it('fills positive values, outlines negative ones, and borders the marked', () => {
    const area = { x: 0, y: 0, width: 40, height: 20 };
    const shapes = cells(area, { values: [[0.25, -0.25]], marked: [1] }, palettes.dark);
    const squares = shapes.filter((shape) => shape.kind === 'rect' && shape.width === 8);
    assert.deepEqual(
      squares.map((shape) => ['fill' in shape && shape.fill, 'stroke' in shape && shape.stroke]),
      [
        [palettes.dark.accent, false],
        [false, palettes.dark.muted],
      ],
    );
    assert.equal(shapes.filter((shape) => 'strokeWidth' in shape && shape.strokeWidth === 2).length, 1);
  });
});
