import assert from 'node:assert/strict';
import draw, { measuredAt } from '../../../src/pictures/latent-space-disentanglement';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

describe('the picture of a weight on the KL term', () => {
  it('says what was measured at the weight', () => {
    assert.equal(
      draw(input({ beta: 4 }))!.text,
      'What β did to the small VAE of faces in the demo, error summed over its pixels: β = 4: MIG 0.45, error 0.33; a small VAE of faces.',
    );
    assert.match(draw(input({ beta: 0 }))!.text, /β = 0: MIG 0\.13, error 0\.073; latents mix factors/);
  });

  it('lies between its neighbours, half way on the logarithm', () => {
    const { gap, error } = measuredAt({ roles: { beta: Math.sqrt(4 * 8) }, defaults: {} })!;
    assert.ok(Math.abs(gap - (0.454 + 0.316) / 2) < 1e-9 && Math.abs(error - (0.326 + 1.035) / 2) < 1e-9);
    assert.equal(measuredAt({ roles: {}, defaults: { beta: 1 } })!.gap, 0.19);
  });

  it('says so where nothing was measured', () => {
    assert.match(draw(input({ beta: 250 }))!.text, /β = 250: beyond 32; latents switch off/);
    assert.match(draw(input({ beta: 0.001 }))!.text, /almost no KL term/);
  });

  it('turns red where latents switch off', () => {
    const { error, accent } = palettes.dark;
    assert.ok(
      draw(input({ beta: 16 }))!.svg.includes(error) && !draw(input({ beta: 16 }))!.svg.includes(accent),
    );
    assert.ok(!draw(input({ beta: 8 }))!.svg.includes(error));
  });

  it('stays inside its room', () => {
    for (const beta of [0, 0.001, 1, 4, 32, 1e6])
      for (const height of [28, 48, 70, 120, 180])
        for (const width of [300, 480, 600]) {
          const { svg } = draw(input({ beta }, { width, height }))!;
          for (const [, path] of svg.matchAll(/ d="([^"]*)"/g))
            for (const [, x, y] of path!.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g))
              assert.ok(
                Number(x) >= -0.01 && Number(x) <= width && Number(y) >= -0.01 && Number(y) <= height,
                `${x} ${y} of ${width} ${height}`,
              );
        }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw(input({ beta: 4 }, { palette }))!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['a negative weight', { beta: -1 }],
    ['an absurd one', { beta: 1e300 }],
    ['no number', { beta: NaN }],
    ['a text', { beta: '<script>' }],
    ['a list', { beta: [4] }],
    ['another weight alone', { gamma: 10 }],
    ['nothing at all', {}],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () =>
    assert.equal(draw(input({ beta: 4 }, { width: NaN })), undefined));
});
