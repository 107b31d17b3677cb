import assert from 'node:assert/strict';
import { plainDescent, soughtScore } from '../../../src/demos/latent-space-navigation/plain-descent';
import { encodeFace } from '../../../src/demos/models/sprite-code';
import { renderFace } from '../../../src/demos/models/sprite-renderer';
import draw, { walkOf } from '../../../src/pictures/latent-space-navigation';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

const start = [0.4, -0.8, 0.3, 1.1, -0.2, 0.5];
const reached = (roles: Roles) => Number(/→ (-?[\d.]+)/.exec(draw(input(roles))!.text)![1]);

describe('the descent of one code', () => {
  it('takes the slope of the objective', () => {
    const rate = 1e-3;
    const [before, after] = plainDescent(start, 0.9, 0, rate, 1).map(({ code }) => code) as [
      Float64Array,
      Float64Array,
    ];
    const loss = (code: Float64Array) => (soughtScore(code) - 0.9) ** 2;
    const h = 1e-5;
    before.forEach((_, i) => {
      const moved = (by: number) => loss(before.map((value, k) => value + (k === i ? by : 0)));
      const slope = (moved(h) - moved(-h)) / (2 * h);
      assert.ok(Math.abs((before[i]! - after[i]!) / rate - slope) < 1e-5 * Math.max(1, Math.abs(slope)));
    });
  });

  it('reaches the target', () => {
    assert.ok(Math.abs(plainDescent(start, 0.9, 2, 0.1, 300).at(-1)!.score - 0.9) < 0.02);
  });
});

describe('the picture of a walk to a target', () => {
  it('goes as far as the steps of the code', () => {
    assert.match(
      draw(input({}))!.text,
      /^A small network's face led by plain gradient steps: smile -0\.\d+ → 0\.8\d?, wanted 0\.9 after 80 steps of 0\.1\.$/,
    );
    assert.ok(reached({ steps: 5 }) < reached({ steps: 80 }));
    assert.ok(reached({ rate: 0.02 }) < reached({ rate: 0.1 }));
    assert.ok(Math.abs(reached({ target: 0.2 }) - 0.2) < 0.05);
    const code = encodeFace(renderFace([-0.3, 0.2, -0.6, -1, 0.4]));
    const many = plainDescent(code, 0.9, 2, 0.005, 400).at(-1)!.score;
    assert.ok(Math.abs(reached({ rate: 0.005, steps: 400 }) - many) < 0.02, 'many small steps');
  });

  it('takes what the API or the concept sets where the code does not', () => {
    assert.deepEqual(walkOf({ roles: {}, defaults: { rate: 0.05 } }), {
      target: 0.9,
      keep: 2,
      rate: 0.05,
      steps: 80,
    });
  });

  it('stays inside its room and its budget', () => {
    for (const steps of [1, 80, 1000])
      for (const height of [28, 48, 70, 120, 180])
        for (const width of [300, 480, 600]) {
          const { svg } = draw(input({ steps }, { width, height }))!;
          assert.ok(encodeURIComponent(svg).length < 40_000, `${encodeURIComponent(svg).length}`);
          for (const [, path] of svg.matchAll(/ d="([^"]*)"/g))
            for (const [, x, y] of path!.matchAll(/[ML]([\d.-]+)[ ,]([\d.-]+)/g))
              assert.ok(
                Number(x) >= -1 && Number(x) <= width + 1 && Number(y) >= -1 && Number(y) <= height + 1,
                `${x} ${y} of ${width} ${height}`,
              );
        }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw(input({ steps: 10 }, { palette }))!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['no number', { rate: NaN }],
    ['a step size that diverges', { rate: 5 }],
    ['no step', { steps: 0 }],
    ['half a step', { steps: 2.5 }],
    ['an absurd target', { target: 1e300 }],
    ['a text', { target: '<script>' }],
    ['a search without gradients', { sigma: 0.5 }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () => assert.equal(draw(input({}, { width: NaN })), undefined));
});
