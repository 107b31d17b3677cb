import assert from 'node:assert/strict';
import draw, { solved } from '../../../src/pictures/latent-odes';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

const errorOf = (roles: Roles) => solved({ roles, defaults: {} })!.error;
const near = (value: number, expected: number, share = 1e-6) =>
  assert.ok(Math.abs(value / expected - 1) <= share, `${value} is not ${expected}`);

describe('the picture of a solver', () => {
  it('errs as torchdiffeq does with a fixed step', () => {
    near(errorOf({ method: 'euler' }), 3.326987729);
    near(errorOf({ method: 'heun2' }), 0.1173531349);
    near(errorOf({ method: 'midpoint' }), 0.1173531349);
    near(errorOf({ method: 'rk4' }), 3.655848311e-4);
  });

  it('has the order of its method', () => {
    for (const [method, order] of Object.entries({ euler: 1, heun2: 2, rk4: 4 })) {
      const ratio = errorOf({ method, step: 0.02 }) / errorOf({ method, step: 0.01 });
      assert.ok(Math.abs(Math.log2(ratio) - order) < 0.15, `${method} ${ratio}`);
    }
  });

  it('takes about as many steps as torchdiffeq for a tolerance', () => {
    const steps = (rtol: number, atol: number) =>
      solved({ roles: { rtol, atol }, defaults: {} })!.path.length - 1;
    near(steps(1e-3, 1e-6), 15, 0.1);
    near(steps(1e-4, 1e-6), 27, 0.1);
    near(steps(1e-7, 1e-9), 110, 0.15);
    assert.ok(errorOf({ rtol: 1e-7 }) < 1e-6 && errorOf({ rtol: 0.1 }) > 0.1);
  });

  it('says solver, steps and error', () => {
    assert.equal(
      draw(input({ method: 'euler', step: 0.1 }))!.text,
      'An oscillation as the solver sees it: euler, h = 0.1: 125 steps for two periods, largest error 0.85 of amplitude 1.',
    );
    assert.match(draw(input({}))!.text, /dopri5, rtol 1e-7/);
    assert.match(draw(input({ method: 'rk4' }))!.text, /rk4, e\.g\. h = 0\.25/);
  });

  it('turns red where the error is large', () => {
    assert.ok(draw(input({ method: 'euler' }))!.svg.includes(palettes.dark.error));
    assert.ok(!draw(input({ method: 'rk4' }))!.svg.includes(palettes.dark.error));
  });

  it('stays inside its room', () => {
    const cases: Roles[] = [{}, { method: 'euler', step: 2 }, { rtol: 0.5 }, { rtol: 1e-12 }];
    for (const roles of cases)
      for (const height of [28, 48, 70, 120, 180])
        for (const width of [300, 480, 600]) {
          const { svg } = draw(input(roles, { width, height }))!;
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
    ['a solver that it does not know', { method: 'implicit_adams' }],
    ['a name of every object', { method: 'constructor' }],
    ['no name', { method: 3 }],
    ['a negative tolerance', { rtol: -1 }],
    ['no tolerance at all', { rtol: 0, atol: 0 }],
    ['a text', { rtol: '<script>' }],
    ['an absurd step', { method: 'rk4', step: 1e300 }],
    ['no step', { method: 'euler', step: 0 }],
    ['no number', { rtol: NaN }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () => assert.equal(draw(input({}, { width: NaN })), undefined));
});
