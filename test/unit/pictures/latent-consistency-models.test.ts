import assert from 'node:assert/strict';
import draw, { timesteps } from '../../../src/pictures/latent-consistency-models';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

describe('the picture of consistency sampling', () => {
  it('has the time steps of the scheduler', () => {
    // As diffusers 0.42 gives them: LCMScheduler().set_timesteps(4), (2), (8), and with 25 original steps.
    assert.deepEqual(timesteps(4, 50), [999, 759, 499, 259]);
    assert.deepEqual(timesteps(2, 50), [999, 499]);
    assert.deepEqual(timesteps(8, 50), [999, 879, 759, 639, 499, 379, 259, 139]);
    assert.deepEqual(timesteps(4, 25), [999, 759, 519, 279]);
    assert.equal(timesteps(50, 50)!.at(-1), 19);
    assert.equal(timesteps(51, 50), undefined);
    assert.equal(timesteps(4, 1001), undefined);
  });

  it('says them, and what a usual sampler takes', () => {
    assert.equal(
      draw(input({ steps: 4 }))!.text,
      '4 jumps to the end, from t = 999, 759, 499, 259; 25 steps with guidance take 50 evaluations.',
    );
    assert.match(draw(input({ steps: 1 }))!.text, /^1 jump to the end, from t = 999;/);
    assert.match(draw(input({ steps: 6 }))!.text, /^6 jumps .*, …;/);
  });

  it('turns amber from nine steps on, and red where none is possible', () => {
    const { svg, text } = draw(input({ steps: 9 }))!;
    assert.match(text, /more than 8 bring nothing/);
    assert.ok(svg.includes(palettes.dark.warning) && !svg.includes(palettes.dark.accent));
    assert.ok(!draw(input({ steps: 8 }))!.svg.includes(palettes.dark.warning));
    const over = draw(input({ steps: 60 }))!;
    assert.equal(over.text, 'ValueError: 60 steps of 50 levels.');
    assert.ok(over.svg.includes(palettes.dark.error));
    assert.match(draw(input({ steps: 4, original: 2000 }))!.text, /^ValueError: 2000 levels/);
  });

  it('takes a role, else the default, else the usual 50 levels', () => {
    assert.equal(draw(input({}, { defaults: { steps: 4 } }))!.text, draw(input({ steps: 4 }))!.text);
    assert.match(draw(input({ steps: 4, original: 25 }))!.text, /999, 759, 519, 279/);
    assert.equal(
      draw(input({ steps: 4 }, { defaults: { original: null } }))!.text,
      draw(input({ steps: 4 }))!.text,
    );
  });

  it('stays inside its room', () => {
    for (const steps of [1, 4, 8, 20, 50])
      for (const height of [48, 70, 120, 180])
        for (const width of [420, 480, 800]) {
          const { svg } = draw(input({ steps }, { width, height }))!;
          for (const [, path] of svg.matchAll(/ d="([^"]*)"/g))
            for (const [, x, y] of path!.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g))
              assert.ok(
                Number(x) >= 0 && Number(x) <= width && Number(y) >= 0 && Number(y) <= height,
                `${x} ${y} of ${width} ${height}`,
              );
        }
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['no steps', { steps: 0 }],
    ['a fraction', { steps: 2.5 }],
    ['no number', { steps: NaN }],
    ['an absurd one', { steps: 1e300 }],
    ['a text', { steps: '<script>' }],
    ['levels that are none', { steps: 4, original: 'all' }],
    ['nothing at all', {}],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () => {
    assert.equal(draw(input({ steps: 4 }, { width: NaN })), undefined);
    assert.equal(draw(input({ steps: 4 }, { width: 200 })), undefined);
  });
});
