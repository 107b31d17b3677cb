import assert from 'node:assert/strict';
import { cosine } from '../../../src/demos/models/rows';
import { faceDirection, facesAlong } from '../../../src/demos/models/sprite-code';
import draw, { glassesOf, strengthOf } from '../../../src/pictures/latent-direction';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

describe('the picture of a latent direction', () => {
  it('moves a face along a direction of length one', () => {
    const direction = faceDirection('glasses');
    assert.ok(Math.abs(Math.hypot(...direction) - 1) < 1e-9);
    assert.ok(Math.abs(cosine(direction, faceDirection('smile'))) < 0.6);
    const [bare, middle, worn] = facesAlong([0, 0, 0, -1, 0], 'glasses', [-1, 0, 2]).map(glassesOf);
    assert.ok(bare! < -0.8 && middle! < -0.8 && worn! > 0.8, `${bare} ${middle} ${worn}`);
  });

  it('says how far the glasses come', () => {
    assert.match(
      draw(input({ alpha: 1.5 }))!.text,
      /^A face moved along "glasses" to both sides: α = ±1\.5: glasses -(0\.\d+|1(\.\d)?) to (0\.\d+|1(\.\d)?), steps in units of the prior\.$/,
    );
    assert.equal(draw(input({}))!.text, draw(input({ alpha: 1.5 }))!.text);
    assert.notEqual(draw(input({ alpha: 0.5 }))!.text, draw(input({ alpha: 1.5 }))!.text);
  });

  it('warns beyond three', () => {
    const { svg, text } = draw(input({ alpha: 5 }))!;
    assert.match(text, /beyond ±3/);
    assert.ok(svg.includes(palettes.dark.warning) && !svg.includes(palettes.dark.accent));
    assert.ok(!draw(input({ alpha: -3 }))!.svg.includes(palettes.dark.warning));
  });

  it('takes the default of the API', () => {
    assert.equal(strengthOf({ roles: {}, defaults: { alpha: 2 } }), 2);
    assert.equal(strengthOf({ roles: { alpha: -1 }, defaults: { alpha: 2 } }), -1);
  });

  it('stays inside its room', () => {
    for (const alpha of [-4, 0, 1.5, 9])
      for (const height of [28, 48, 70, 120, 180])
        for (const width of [300, 480, 600]) {
          const { svg } = draw(input({ alpha }, { width, height }))!;
          for (const [, path] of svg.matchAll(/ d="([^"]*)"/g))
            for (const [, x, y] of path!.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g))
              assert.ok(
                Number(x) >= 0 && Number(x) <= width && Number(y) >= 0 && Number(y) <= height,
                `${x} ${y} of ${width} ${height}`,
              );
          for (const [, y] of svg.matchAll(/<text x="[\d.]+" y="([\d.]+)"/g))
            assert.ok(Number(y) >= 8 && Number(y) <= height, `text at ${y} of ${height}`);
        }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw(input({}, { palette }))!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['an absurd strength', { alpha: 1e300 }],
    ['no number', { alpha: NaN }],
    ['a text', { alpha: '<script>' }],
    ['a list', { alpha: [1] }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));
  it('is left out where it has no room', () => assert.equal(draw(input({}, { width: NaN })), undefined));
});
