import assert from 'node:assert/strict';
import draw, { rooflineOf } from '../../../src/pictures/latency-prediction';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

describe('an operation under the roofline', () => {
  const of = (roles: Roles) => rooflineOf(input(roles))!;

  it('counts what a product computes and moves', () => {
    const { flops, bytes, intensity } = of({});
    assert.deepEqual([flops, bytes], [603_979_776, 11_403_264]);
    assert.ok(Math.abs(intensity - 52.966) < 1e-3);
  });

  it('is bound by memory left of the ridge, by arithmetic right of it', () => {
    assert.equal(of({}).bound, 'arithmetic');
    const row = of({ m: 1, k: 768, n: 3072 });
    assert.equal(row.bound, 'memory');
    assert.ok(Math.abs(row.rate - 10e9 * row.intensity) < 1);
  });

  it('takes work and machine of the code', () => {
    const found = of({ flops: 1e12, bytes: 1e9, peak: 312e12, bandwidth: 2e12 });
    assert.deepEqual([found.rate, found.machineIsKnown], [312e12, true]);
  });
});

describe('the picture of latency prediction', () => {
  it('says in words what it shows', () => {
    const { svg, text } = draw(input({}))!;
    assert.equal(
      text,
      'Roofline with this operation: 604 MFLOP, 11.4 MB: 53 FLOP per byte; at least 30.2 ms, by arithmetic; ' +
        'example: 20 GFLOP/s, 10 GB/s; not measured.',
    );
    assert.ok(svg.includes('>604 MFLOP, 11.4 MB: 53 FLOP per byte<'));
  });

  it('takes its colours from the theme, in the hover and in the panel', () => {
    for (const palette of Object.values(palettes))
      for (const height of [30, 70, 150])
        assert.ok(draw(input({}, { palette, height }))!.svg.includes(palette.accent));
  });

  it('bears the widest values', () => {
    const wide: readonly Roles[] = [
      { m: 1, k: 1, n: 1 },
      { m: 1e9, k: 1e9, n: 1e6 },
      { flops: 1, bytes: 1e24 },
      { flops: 1e24, bytes: 1 },
    ];
    for (const roles of wide) assert.doesNotMatch(draw(input(roles))?.svg ?? '', /NaN|Infinity/);
  });

  for (const [name, roles] of [
    ['no rows', { m: 0 }],
    ['half a column', { n: 1.5 }],
    ['negative work', { flops: -1 }],
    ['no number', { bytes: NaN }],
    ['text', { k: '<script>' }],
    ['a list', { m: [1] }],
    ['a machine without end', { peak: Infinity }],
  ] as const)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles as Roles)), undefined));
});
