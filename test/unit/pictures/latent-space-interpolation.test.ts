import assert from 'node:assert/strict';
import draw, { placeOf } from '../../../src/pictures/latent-space-interpolation';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

const frames = (svg: string) => [...svg.matchAll(/<rect [^>]*stroke="#/g)].length;

describe('the picture of a path between two codes', () => {
  it('says what each path keeps', () => {
    assert.equal(
      draw(input({ t: 0.5 }))!.text,
      'Five faces from one code to another, one of them at t. t = 0.5: lerp keeps 70.7 % of noise length, slerp 100 %.',
    );
    assert.match(draw(input({ t: 0.25 }))!.text, /lerp keeps 79\.1 %/);
    assert.match(draw(input({}, { defaults: { t: 0 } }))!.text, /lerp keeps 100 %/);
  });

  it('frames the face of the code', () => {
    for (const t of [0, 0.05, 0.5, 0.9, 1, 1.5, -0.4])
      assert.equal(frames(draw(input({ t }))!.svg), 1, `${t}`);
  });

  it('says so where it extrapolates', () => {
    assert.match(draw(input({ t: 1.5 }))!.text, /t = 1\.5: beyond the ends/);
    assert.equal(placeOf({ roles: { t: 2.6 }, defaults: {} }), undefined);
  });

  it('shows another face for another t', () => {
    assert.notEqual(draw(input({ t: 0.3 }))!.svg, draw(input({ t: 0.31 }))!.svg);
  });

  it('stays inside its room and its budget', () => {
    for (const t of [0, 0.3, 1, 1.9])
      for (const height of [28, 48, 70, 120, 180])
        for (const width of [300, 480, 600]) {
          const { svg } = draw(input({ t }, { width, height }))!;
          assert.ok(encodeURIComponent(svg).length < 40_000, `${encodeURIComponent(svg).length}`);
          for (const [, path] of svg.matchAll(/ d="([^"]*)"/g))
            for (const [, x, y] of path!.matchAll(/[ML]([\d.-]+)[ ,]([\d.-]+)/g))
              assert.ok(
                Number(x) >= -1 && Number(x) <= width + 1 && Number(y) >= -1 && Number(y) <= height + 1,
                `${x} ${y} of ${width} ${height}`,
              );
        }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw(input({ t: 0.4 }, { palette }))!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['no number', { t: NaN }],
    ['an absurd one', { t: 1e300 }],
    ['a text', { t: '<script>' }],
    ['a list', { t: [0.5] }],
    ['nothing at all', {}],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () =>
    assert.equal(draw(input({ t: 0.5 }, { width: NaN })), undefined));
});
