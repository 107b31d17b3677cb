import assert from 'node:assert/strict';
import draw from '../../../src/pictures/latent-space-manipulation';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

const faceCount = (svg: string): number => svg.match(/<rect [^>]*fill="#/g)?.length ?? 0;

describe('the picture of latent manipulation', () => {
  it('shows what truncation leaves', () => {
    const { svg, text } = draw(input({ psi: 0.7 }))!;
    assert.equal(
      text,
      'The average face, and four samples with ψ = 0.7: 0.49 of variance, nearer the average.',
    );
    assert.equal(faceCount(svg), 5);
    assert.match(draw(input({ psi: 0 }))!.text, /0 of variance, all are the average/);
  });

  it('warns of mirrored codes and of those beyond the samples', () => {
    for (const [psi, what] of [
      [-0.5, /mirrored at the average/],
      [1.4, /1\.96 of variance, beyond the samples/],
    ] as const) {
      const { svg, text } = draw(input({ psi }))!;
      assert.match(text, what);
      assert.ok(svg.includes(palettes.dark.warning) && !svg.includes(palettes.dark.accent));
    }
    assert.ok(!draw(input({ psi: 1 }))!.svg.includes(palettes.dark.warning));
  });

  it('shows a face along one attribute where no truncation is given', () => {
    const { svg, text } = draw(input({}))!;
    assert.match(text, /^One face along "smile"/);
    assert.equal(faceCount(svg), 7);
  });

  it('takes the default of the API', () =>
    assert.equal(draw(input({}, { defaults: { psi: 0.5 } }))!.text, draw(input({ psi: 0.5 }))!.text));

  it('stays inside its room', () => {
    for (const roles of [{}, { psi: 0.7 }, { psi: -1 }] as Roles[])
      for (const height of [28, 48, 70, 120, 180])
        for (const width of [300, 480, 600]) {
          const { svg } = draw(input(roles, { width, height }))!;
          for (const [, path] of svg.matchAll(/ d="([^"]*)"/g))
            for (const [, x, y] of path!.matchAll(/M([\d.-]+) ([\d.-]+)/g))
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
      assert.ok(draw(input({ psi: 0.7 }, { palette }))!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['an absurd value', { psi: 1e300 }],
    ['no number', { psi: NaN }],
    ['a text', { psi: '<script>' }],
    ['a list', { psi: [0.7] }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () =>
    assert.equal(draw(input({ psi: 0.7 }, { width: NaN })), undefined));
});
