import assert from 'node:assert/strict';
import draw, { rampAt, reversalOf } from '../../../src/pictures/language-adversarial-training';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

describe('the picture of a gradient reversal', () => {
  it('says what comes back into the encoder, and where λ stands', () => {
    assert.equal(
      draw(input({ lam: 0.3 }))!.text,
      'Back into the encoder come the gradient of the task as it is and that of the language times -0.3; on the ramp λ is 0.139 after 10 % of the training and 0.3 at its end.',
    );
  });

  it('follows the ramp of the code', () => {
    const warm = reversalOf({ roles: { lam: 1, slope: 1 }, defaults: {} })!;
    assert.ok(Math.abs(rampAt(warm, 1) - 0.4621) < 1e-4);
    assert.match(draw(input({ lam: 1, slope: 1 }))!.text, /0\.462 at its end/);
    assert.match(draw(input({}, { defaults: { lam: 1 } }))!.text, /times -1;.* 1 at its end/);
  });

  it('turns red where the sign is turned twice, and has no ramp at zero', () => {
    const twice = draw(input({ lam: -0.5 }))!;
    assert.ok(twice.svg.includes(palettes.dark.error));
    assert.match(twice.text, /0\.5 times, with its sign kept\.$/);
    assert.ok(!draw(input({ lam: 0.5 }))!.svg.includes(palettes.dark.error));
    const off = draw(input({ lam: 0 }))!;
    assert.match(off.text, /times 0\.$/);
    assert.ok(!off.svg.includes('λ'));
  });

  it('keeps the ramp where there is room for it', () => {
    assert.ok(draw(input({ lam: 0.3 }, { width: 480 }))!.svg.includes('λ over the training'));
    assert.ok(!draw(input({ lam: 0.3 }, { width: 300 }))!.svg.includes('λ over the training'));
  });

  it('stays inside its room', () => {
    for (const lam of [1e-5, 0.3, 123.456])
      for (const height of [28, 48, 70, 150])
        for (const width of [300, 480, 600]) {
          const { svg } = draw(input({ lam }, { width, height }))!;
          for (const [, path] of svg.matchAll(/ d="([^"]*)"/g))
            for (const [, x, y] of path!.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g))
              assert.ok(
                Number(x) >= 0 && Number(x) <= width && Number(y) >= 0 && Number(y) <= height,
                `${x} ${y} of ${width} ${height}`,
              );
          for (const [, x, y, w, h] of svg.matchAll(
            /<rect x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"/g,
          ))
            assert.ok(Number(y) >= 0 && Number(x) + Number(w) <= width && Number(y) + Number(h) <= height);
        }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw(input({ lam: 0.2 }, { palette }))!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['an absurd strength', { lam: 1e300 }],
    ['no number', { lam: NaN }],
    ['a text', { lam: '<script>' }],
    ['a list', { lam: [0.1] }],
    ['a ramp that falls', { lam: 1, slope: -1 }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () =>
    assert.equal(draw(input({ lam: 0.1 }, { width: NaN })), undefined));
});
