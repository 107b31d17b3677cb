import assert from 'node:assert/strict';
import draw, { stepOf } from '../../../src/pictures/langevin-dynamics';
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

describe('the picture of a Langevin step', () => {
  it('says how far pull and noise go, and what variance comes out', () => {
    // The score at -1.1 is nearly that of the left bump alone: -(-1.1 + 2)/0.25 = -3.6.
    assert.equal(
      draw(input({ step: 0.1 }))!.text,
      'One Langevin step on two bumps: ε = 0.1: pull -0.18, noise ±0.316, variance 0.25 comes out as 0.278.',
    );
  });

  it('turns red where steps diverge', () => {
    const { svg, text } = draw(input({ step: 1 }))!;
    assert.match(text, /diverges on bumps of variance 0\.25/);
    assert.ok(svg.includes(palettes.dark.error) && !svg.includes(palettes.dark.accent));
    assert.ok(!draw(input({ step: 0.99 }))!.svg.includes(palettes.dark.error));
  });

  it('takes either convention', () => {
    assert.equal(stepOf({ roles: { eta: 0.05 }, defaults: {} }), 0.1);
    assert.equal(stepOf({ roles: {}, defaults: { step: 0.5 } }), 0.5);
    assert.equal(draw(input({ eta: 0.05 }))!.text, draw(input({ step: 0.1 }))!.text);
  });

  it('is not drawn for the learning rate of a preconditioned optimizer', () => {
    assert.equal(draw(input({ rate: 1e-3 }, { step: 0.5 })), undefined);
  });

  it('stays inside its room', () => {
    for (const step of [1e-5, 0.1, 1, 100])
      for (const height of [28, 48, 70, 120, 180])
        for (const width of [300, 480, 600]) {
          const { svg } = draw(input({ step }, {}, { width, height }))!;
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
      assert.ok(draw({ ...input({ step: 0.2 }), palette })!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['a negative step', { step: -0.1 }],
    ['no step', { step: 0 }],
    ['an absurd one', { step: 1e300 }],
    ['no number', { step: NaN }],
    ['a text', { step: '<script>' }],
    ['a list', { step: [0.1] }],
    ['nothing at all', {}],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () =>
    assert.equal(draw(input({ step: 0.1 }, {}, { width: NaN, height: 48 })), undefined));
});
