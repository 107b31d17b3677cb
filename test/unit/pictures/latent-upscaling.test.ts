import assert from 'node:assert/strict';
import { fieldVariances } from '../../../src/demos/models/gaussian-field';
import draw, { border, keptShare } from '../../../src/pictures/latent-upscaling';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

const rects = (svg: string) => [...svg.matchAll(/<rect ([^>]*)\/>/g)].map(([, attributes]) => attributes!);
const numberIn = (attributes: string, name: string) =>
  Number(new RegExp(` ?\\b${name}="([\\d.-]+)"`).exec(attributes)![1]);

describe('the picture of latent upscaling', () => {
  it('keeps what has more power than the noise', () => {
    const variances = fieldVariances(32);
    for (const [k, at] of [
      [1, 1],
      [5, 5],
      [31, 31],
    ] as const)
      assert.ok(Math.abs(keptShare(k, 1) - variances[at]! / (variances[at]! + 1)) < 1e-5);
    assert.ok(Math.abs(keptShare(border(1), 1) - 0.5) < 1e-12);
    assert.ok(Math.abs(border(1) - 14.0673) < 1e-3);
    assert.equal(border(8), 0);
  });

  it('says the steps that are run and where the border lies', () => {
    assert.equal(
      draw(input({ strength: 0.5, steps: 20 }))!.text,
      'At strength 0.5 of 20 steps: 10 run; kept up to frequency 14, finer forms drawn anew.',
    );
    assert.match(draw(input({ strength: 0.7, steps: 50 }))!.text, /35 run; kept up to frequency 7,/);
    assert.match(draw(input({ strength: 1, steps: 50 }))!.text, /50 run; starts from noise alone/);
    assert.match(draw(input({ strength: 0.1, steps: 50 }))!.text, /5 run; nearly all of the enlarged/);
  });

  it('is red where no step is run', () => {
    const { svg, text } = draw(input({ strength: 0.2, steps: 4 }))!;
    assert.equal(text, 'At strength 0.2 of 4 steps: none is run; the picture is only enlarged.');
    assert.ok(svg.includes(palettes.dark.error));
  });

  it('starts from noise alone where the API does', () =>
    assert.match(
      draw(input({ steps: 20 }, { defaults: { from_noise: 1, strength: 0.6 } }))!.text,
      /^At strength 1 of 20 steps: 20 run; starts from noise alone/,
    ));

  it('takes the default where the code gives nothing', () => {
    const defaults = { strength: 0.6, steps: 20 };
    assert.equal(
      draw(input({ steps: 30 }, { defaults }))!.text,
      draw(input({ strength: 0.6, steps: 30 }))!.text,
    );
  });

  it('fills each bar, and stays inside its room', () => {
    for (const strength of [0, 0.05, 0.5, 0.95, 1])
      for (const height of [48, 70, 120, 180])
        for (const width of [460, 480, 800]) {
          const { svg } = draw(input({ strength, steps: 20 }, { width, height }))!;
          const all = rects(svg);
          assert.equal(all.length, 64);
          for (const rect of all) {
            assert.ok(numberIn(rect, 'x') >= 0 && numberIn(rect, 'x') + numberIn(rect, 'width') <= width);
            assert.ok(numberIn(rect, 'y') >= 0 && numberIn(rect, 'y') + numberIn(rect, 'height') <= height);
          }
        }
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['a strength above 1', { strength: 1.2, steps: 20 }],
    ['a negative one', { strength: -0.1, steps: 20 }],
    ['no number', { strength: NaN, steps: 20 }],
    ['a text', { strength: '<script>', steps: 20 }],
    ['half a step', { strength: 0.5, steps: 2.5 }],
    ['absurdly many steps', { strength: 0.5, steps: 1e300 }],
    ['nothing at all', {}],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () => {
    assert.equal(draw(input({ strength: 0.5, steps: 20 }, { width: NaN })), undefined);
    assert.equal(draw(input({ strength: 0.5, steps: 20 }, { width: 200 })), undefined);
  });
});
