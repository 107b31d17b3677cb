import assert from 'node:assert/strict';
import draw, { bathtub } from '../../../src/pictures/latent-failures';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

const near = (actual: number, expected: number, relative = 1e-4): void =>
  assert.ok(Math.abs(actual / expected - 1) < relative, `${actual} for ${expected}`);

describe('the bathtub of a lot', () => {
  const of = (roles: Roles) => bathtub(input(roles))!;

  it('knows what a burn-in uses up and finds', () => {
    near(of({}).aged, 24 * 573.7262);
    near(of({}).fallout, 1737.97e-6);
    near(of({ hours: 96 }).fallout, 1992.87e-6);
    assert.equal(of({ hours: 0 }).fallout, 0);
  });

  it('takes the activation energy of the code', () => {
    near(of({ ea: 0.3 }).aged, 24 * 6.4564 * 7.38906, 1e-3);
  });

  it('gives a shape below 1 to the weak parts, any other to the good ones', () => {
    assert.deepEqual(of({ shape: 0.5, scale: 2000 }).weak, { shape: 0.5, scale: 2000 });
    assert.deepEqual(of({ shape: 3, scale: 1e6 }).main, { shape: 3, scale: 1e6 });
    assert.deepEqual(of({ shape: 3, scale: 1e6 }).weak, { shape: 0.7, scale: 5000 });
  });
});

describe('the picture of latent failures', () => {
  it('says in words what it shows', () => {
    const { svg, text } = draw(input({ hours: 24 }))!;
    assert.equal(
      text,
      'Failure rate of a lot with 2000 ppm of weak parts: weak ones with shape 0.7 and scale 5000 h, good ones with ' +
        'shape 2.5 and scale 10,000,000 h. 24 h of burn-in use up 13,800 h of use; 1740 ppm fail in it.',
    );
    for (const words of ['>24 h of burn-in = 13,800 h<', '>1740 ppm of the lot fail in it<'])
      assert.ok(svg.includes(words), words);
  });

  it('takes its colours from the theme, in the hover and in the panel', () => {
    for (const palette of Object.values(palettes))
      for (const height of [30, 70, 150])
        assert.ok(draw(input({}, { palette, height }))!.svg.includes(palette.accent));
  });

  it('bears the widest values', () => {
    const wide: readonly Roles[] = [
      { shape: 0.01, scale: 1e12 },
      { shape: 100, scale: 1e-3 },
      { hours: 1e5, ea: 3 },
    ];
    for (const roles of wide) assert.doesNotMatch(draw(input(roles))?.svg ?? '', /NaN|Infinity/);
  });

  for (const [name, roles] of [
    ['a negative time', { hours: -1 }],
    ['a shape of 0', { shape: 0, scale: 5000 }],
    ['a scale without end', { shape: 0.7, scale: Infinity }],
    ['no number', { hours: NaN }],
    ['text', { hours: '<script>' }],
    ['a list', { shape: [1] }],
    ['an energy of a mad unit', { ea: 1e20 }],
  ] as const)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles as Roles)), undefined));
});
