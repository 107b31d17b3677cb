import assert from 'node:assert/strict';
import draw, { trenchTimes } from '../../../src/pictures/laser-fib';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

const near = (actual: number, expected: number, relative = 1e-4): void =>
  assert.ok(Math.abs(actual / expected - 1) < relative, `${actual} for ${expected}`);

describe('the time of a trench', () => {
  const of = (roles: Roles) => trenchTimes(input(roles))!;

  it('is 85 hours with 65 nA of gallium', () => {
    near(of({}).alone, 307_692.3);
    near(of({}).beamRate, 19.5);
    near(of({}).together, 1800 + 12.83 + 3846.15, 1e-3);
  });

  it('takes the default current of the API', () => {
    near(trenchTimes(input({}, { defaults: { current: 2e-11 } }))!.beamRate, 6e-3);
  });

  it('follows current and rate of the code', () => {
    near(of({ current: 2e-11 }).alone, (307_692.3 * 65) / 0.02);
    near(of({ current: 65e-9, rate: 1.5e-10 }).alone, 2 * 307_692.3);
    near(of({ rate_um: 0.6 }).alone, 307_692.3 / 2);
  });
});

describe('the picture of laser and FIB', () => {
  it('says in words what it shows', () => {
    const { svg, text } = draw(input({ current: 65e-9 }))!;
    assert.equal(
      text,
      'A trench of 200 × 150 × 200 µm at 65 nA: 19.5 µm³/s. The ion beam alone takes 3.56 days, after a laser 1.57 h.',
    );
    for (const words of ['>3.56 days<', '>1.57 h<', '>laser + FIB<']) assert.ok(svg.includes(words), words);
  });

  it('takes its colours from the theme, in the hover and in the panel', () => {
    for (const palette of Object.values(palettes))
      for (const height of [30, 70, 150])
        assert.ok(draw(input({}, { palette, height }))!.svg.includes(palette.accent));
  });

  it('bears the widest values', () => {
    const wide: readonly Roles[] = [
      { current: 1e-13, rate: 1e-12 },
      { current: 1e-5, rate: 1e-7 },
    ];
    for (const roles of wide) assert.doesNotMatch(draw(input(roles))!.svg, /NaN|Infinity/);
  });

  for (const [name, roles] of [
    ['a current in nA', { current: 65 }],
    ['no current', { current: 0 }],
    ['a rate of another unit', { rate: 0.3 }],
    ['no number', { current: NaN }],
    ['text', { rate_um: '<script>' }],
    ['a list', { current: [1e-9] }],
    ['a current without end', { current: Infinity }],
  ] as const)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles as Roles)), undefined));
});
