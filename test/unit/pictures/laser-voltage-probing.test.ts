import assert from 'node:assert/strict';
import draw, { probed } from '../../../src/pictures/laser-voltage-probing';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

describe('a probed waveform', () => {
  const of = (roles: Roles) => probed(input(roles))!;

  it('is lost in the noise of one loop', () => {
    const { single, sigma } = of({});
    assert.ok(Math.abs(sigma * 200e-6 - 1.512886e-3) < 1e-8);
    assert.ok(single > 0.055 && single < 0.07, `${single}`);
  });

  it('comes out with the root of the loops', () => {
    const { single } = of({});
    for (const averages of [1, 256, 10_000])
      assert.ok(Math.abs(of({ averages }).averaged / single / Math.sqrt(averages) - 1) < 1e-12);
  });

  it('grows with the modulation and sinks with the bandwidth', () => {
    assert.ok(Math.abs(of({ modulation: 400e-6 }).single / of({}).single - 2) < 1e-9);
    assert.ok(Math.abs(of({ bandwidth: 20e9 }).single / of({}).single - 0.5) < 1e-9);
  });

  it('has noise of deviation 1 and mean 0', () => {
    const { noise } = of({});
    const mean = noise.reduce((sum, value) => sum + value, 0) / noise.length;
    const variance = noise.reduce((sum, value) => sum + (value - mean) ** 2, 0) / noise.length;
    assert.ok(Math.abs(mean) < 0.2 && Math.abs(variance - 1) < 0.25, `${mean} ${variance}`);
  });
});

describe('the picture of laser voltage probing', () => {
  it('says in words what it shows', () => {
    const { svg, text } = draw(input({ averages: 10_000 }))!;
    assert.match(
      text,
      /^Example of eight bits at 1 mW: one loop: signal 0\.06\d* × noise; average of 10,000: × √N = 6\.\d+\.$/,
    );
    assert.ok(svg.includes('>average of 10,000: × √N = 6.'));
  });

  it('takes its colours from the theme, in the hover and in the panel', () => {
    for (const palette of Object.values(palettes))
      for (const height of [30, 70, 150])
        assert.ok(draw(input({}, { palette, height }))!.svg.includes(palette.accent));
  });

  it('bears the widest values', () => {
    const wide: readonly Roles[] = [
      { averages: 1e12 },
      { modulation: 1 },
      { modulation: 1e-9, bandwidth: 1e15 },
    ];
    for (const roles of wide) assert.doesNotMatch(draw(input(roles))!.svg, /NaN|Infinity/);
  });

  for (const [name, roles] of [
    ['no loop', { averages: 0 }],
    ['no number', { averages: NaN }],
    ['a modulation above 1', { modulation: 200 }],
    ['no bandwidth', { bandwidth: 0 }],
    ['text', { averages: '<script>' }],
    ['a list', { averages: [256] }],
    ['loops without end', { averages: Infinity }],
  ] as const)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles as Roles)), undefined));
});
