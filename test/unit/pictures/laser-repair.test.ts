import assert from 'node:assert/strict';
import draw, { holeOf } from '../../../src/pictures/laser-repair';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

describe('the hole of a pulse', () => {
  const of = (roles: Roles) => holeOf(input(roles))!;

  it('is as wide as the pulse at half its height, at twice the threshold', () => {
    assert.ok(Math.abs(of({}).diameter - 1.17741 * 0.5) < 1e-5);
    assert.ok(Math.abs(of({ w0: 0.8 }).diameter - 1.17741 * 0.8) < 1e-5);
  });

  it('follows energy, radius and threshold of the code', () => {
    const { peak, diameter } = of({ energy: 3.015928, w0: 0.8, threshold: 0.15 });
    assert.ok(Math.abs(peak - 0.3) < 1e-6 && Math.abs(diameter - 0.941928) < 1e-5);
    assert.equal(of({ energy: 1.5, w0: 0.8, threshold: 0.15 }).diameter, 0);
  });
});

describe('the picture of laser repair', () => {
  it('says in words what it shows', () => {
    const { svg, text } = draw(input({}))!;
    assert.equal(
      text,
      'A pulse of radius 0.5 µm: F₀ = 0.3 J/cm², 2 × threshold; hole D = 0.589 µm; half-height width 0.589 µm.',
    );
    assert.ok(svg.includes('>hole D = 0.589 µm<'));
    assert.match(draw(input({ energy: 0.01 }))!.text, /below 0\.15 J\/cm²: no hole/);
  });

  it('takes its colours from the theme, in the hover and in the panel', () => {
    for (const palette of Object.values(palettes))
      for (const height of [30, 70, 150])
        assert.ok(draw(input({}, { palette, height }))!.svg.includes(palette.accent));
  });

  it('bears the widest values', () => {
    const wide: readonly Roles[] = [
      { w0: 0.01, energy: 1e9, threshold: 1e-9 },
      { w0: 1000, energy: 1e-9, threshold: 1e9 },
    ];
    for (const roles of wide) assert.doesNotMatch(draw(input(roles))?.svg ?? '', /NaN|Infinity/);
  });

  for (const [name, roles] of [
    ['no radius', { w0: 0 }],
    ['a radius in metres', { w0: 5e-7 }],
    ['a negative threshold', { threshold: -1 }],
    ['no number', { energy: NaN }],
    ['text', { w0: '<script>' }],
    ['a list', { energy: [1] }],
    ['energy without end', { energy: Infinity }],
  ] as const)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles as Roles)), undefined));
});
