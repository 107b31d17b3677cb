import assert from 'node:assert/strict';
import draw, { dampingOf, shareLeft, swing } from '../../../src/pictures/lagrangian-neural-networks';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

describe('the picture of a Lagrangian network', () => {
  it('closes the ring without friction', () => {
    const path = swing(0, 40);
    const energies = path.map(([q, v]) => v ** 2 / 2 + 1 - Math.cos(q));
    assert.ok(Math.max(...energies) - Math.min(...energies) < 1e-5);
    // The period of a pendulum let go at 1.5 rad: 2π divided by the arithmetic-geometric mean of 1 and cos(0.75).
    const back = path.slice(60, 90).reduce((best, at) => (at[0] > best[0] ? at : best));
    assert.ok(Math.abs(path.indexOf(back) * 0.1 - 7.3) < 0.06 && back[0] > 1.499);
  });

  it('says what friction leaves and a Lagrangian keeps', () => {
    assert.match(draw(input({ damping: 0.1 }))!.text, /γ = 0\.1 leaves 2\.1 % after 40 s/);
    // A small swing loses exp(−γt) of its energy, and a swing of 1.5 rad about as much.
    for (const damping of [0.01, 0.05])
      assert.ok(
        Math.abs(shareLeft(damping) / Math.exp(-40 * damping) - 1) < 0.15,
        String(shareLeft(damping)),
      );
  });

  it('shows what the plain network of the demo loses where there is no friction', () => {
    assert.equal(
      draw(input({}))!.text,
      'Velocity over position of a pendulum. Ring: q̈ from L(q, q̇): the ring closes. ' +
        'Spiral: plain network of the demo: −46 % in 40 s.',
    );
    assert.equal(draw(input({ damping: 0 }))!.text, draw(input({}))!.text);
    assert.notEqual(draw(input({ damping: 0.2 }))!.svg, draw(input({ damping: 0.3 }))!.svg);
  });

  it('stays inside its room', () => {
    for (const damping of [0, 0.2, 5])
      for (const height of [28, 48, 70, 120, 180])
        for (const width of [300, 480, 600]) {
          const { svg } = draw(input({ damping }, { width, height }))!;
          assert.ok(svg.length < 30_000);
          for (const [, path] of svg.matchAll(/ d="([^"]*)"/g))
            for (const [, x, y] of path!.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g))
              assert.ok(Number(x) >= 0 && Number(x) <= width && Number(y) >= 0 && Number(y) <= height);
        }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw(input({}, { palette }))!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['a negative friction', { damping: -0.1 }],
    ['an absurd one', { damping: 1e300 }],
    ['no number', { damping: NaN }],
    ['a text', { damping: '<script>' }],
    ['a list', { damping: [0.1] }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => {
      assert.equal(dampingOf({ roles, defaults: {} }), undefined);
      assert.equal(draw(input(roles)), undefined);
    });

  it('is left out where it has no room', () => assert.equal(draw(input({}, { width: NaN })), undefined));
});
