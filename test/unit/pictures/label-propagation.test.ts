import assert from 'node:assert/strict';
import { pie } from '../../../src/pictures/draw/pie';
import draw, { spreadOnPath } from '../../../src/pictures/label-propagation';
import type { PictureInput } from '../../../src/pictures/picture';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

type Roles = Readonly<Record<string, LiteralValue>>;

const input = (roles: Roles, defaults: Roles = {}, size = { width: 480, height: 48 }): PictureInput => ({
  roles,
  defaults,
  palette: palettes.dark,
  ...size,
});
const spread = (roles: Roles, defaults: Roles = {}) => spreadOnPath({ roles, defaults })!;
const left = (roles: Roles) => spread(roles).scores.map(([score]) => score);
const allNear = (actual: readonly number[], expected: readonly number[]): void =>
  expected.forEach((value, i) =>
    assert.ok(Math.abs(actual[i]! - value) < 1e-9, `[${i}]: ${actual[i]} for ${value}`),
  );

describe('labels spread on a path', () => {
  it('reaches one more node in each step', () => {
    allNear(left({ steps: 0 }), [1, 0, 0, 0, 0, 0, 0]);
    allNear(left({ steps: 1 }), [1, 0.5, 0, 0, 0, 0, 0]);
    allNear(left({ steps: 3 }), [1, 0.625, 0.25, 0.125, 0, 0, 0]);
  });

  it('ends in a straight line between clamped ends', () => {
    const { scores, distance } = spread({ steps: 1000 });
    allNear(
      scores.map(([score]) => score),
      [1, 5 / 6, 4 / 6, 3 / 6, 2 / 6, 1 / 6, 0],
    );
    assert.ok(distance < 1e-9);
    for (const [a, b] of scores) assert.ok(Math.abs(a + b - 1) < 1e-9);
  });

  it('solves (I − αS) F = (1 − α) Y with a share', () => {
    const alpha = 0.9;
    const f = left({ alpha, steps: 3000 });
    const degree = [1, 2, 2, 2, 2, 2, 1];
    const residual = f.map((value, i) => {
      const average = [i - 1, i + 1]
        .filter((k) => k >= 0 && k < 7)
        .reduce((sum, k) => sum + f[k]! / Math.sqrt(degree[i]! * degree[k]!), 0);
      return value - alpha * average - (i === 0 ? 1 - alpha : 0);
    });
    allNear(residual, [0, 0, 0, 0, 0, 0, 0]);
  });

  it('says how far it still has to go', () => {
    allNear([spread({ steps: 0 }).distance], [5 / 6]);
    assert.ok(spread({ alpha: 0.99, steps: 30 }).distance > 0.01);
    assert.ok(spread({ alpha: 0.2, steps: 30 }).distance < 1e-9);
  });

  it('takes a billion steps at once', () => {
    allNear(left({ alpha: 1 - 1e-6, steps: 1e9 }), left({ alpha: 1 - 1e-6, steps: 1e15 }));
    assert.ok(spread({ alpha: 1 - 1e-9, steps: 1e6 }).distance > 0.1);
  });

  it('takes defaults of the API, then twenty steps with clamped ends', () => {
    assert.deepEqual([spread({}).steps, spread({}).alpha], [20, undefined]);
    const api = spread({ alpha: 0.8 }, { alpha: 0.2, steps: 30 });
    assert.deepEqual([api.steps, api.alpha], [30, 0.8]);
  });
});

describe('the picture of spreading labels', () => {
  it('says in words what it shows', () => {
    const { svg, text } = draw(input({ steps: 20 }))!;
    assert.equal(
      text,
      'Path of 7 nodes with labelled ends, after 20 steps, ends clamped, 0.038 from the limit: share of the left label 100 %, 85 %, 68 %, 50 %, 32 %, 15 %, 0 %.',
    );
    for (const words of ['>85 %<', '>after 20 steps, ends clamped<', '>0.038 from the limit<'])
      assert.ok(svg.includes(words), words);
    assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" width="480" height="48"/);
  });

  it('shows how far a share carries a label', () => {
    const { text } = draw(input({ alpha: 0.2, steps: 30 }))!;
    assert.match(text, /after 30 steps with α = 0\.2, reach 0\.25 edges, settled: /);
    assert.match(text, /: share of the left label >99 %, >99 %, 99 %, 50 %, 1 %, <1 %, <1 %\.$/);
    assert.match(draw(input({ alpha: 0.99, steps: 30 }))!.text, /reach 99 edges, 0\.0\d+ from the limit/);
  });

  it('does not round a trace away, and marks where nothing has arrived', () => {
    assert.match(draw(input({ alpha: 0.05, steps: 100 }))!.text, />99 %, .*<1 %\.$/);
    assert.match(
      draw(input({ steps: 1 }))!.text,
      /100 %, 100 %, nothing yet, nothing yet, nothing yet, 0 %, 0 %/,
    );
    assert.match(draw(input({ steps: 1 }))!.svg, />–</);
  });

  it('has the same words in the panel', () => {
    for (const width of [300, 440, 600]) {
      const { svg } = draw(input({ alpha: 0.9, steps: 5 }, {}, { width, height: 150 }))!;
      for (const words of [
        '>after 5 steps with α = 0.9<',
        '>50 %<',
        '>share of the left label; reach 9 edges, ',
      ])
        assert.ok(svg.includes(words), words);
    }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes)) {
      const { svg } = draw({ ...input({ steps: 20 }), palette })!;
      assert.ok(svg.includes(palette.series[0]!) && svg.includes(palette.series[1]!));
    }
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['α of zero', { alpha: 0 }],
    ['α of one', { alpha: 1 }],
    ['a negative α', { alpha: -0.5 }],
    ['no number', { alpha: NaN }],
    ['text', { alpha: '0.9' }],
    ['a list', { steps: [1, 2] }],
    ['half a step', { steps: 2.5 }],
    ['negative steps', { steps: -1 }],
    ['steps without end', { steps: Infinity }],
    ['community detection', { communities: true }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () => {
    assert.equal(draw(input({}, {}, { width: NaN, height: 48 })), undefined);
    assert.equal(draw(input({}, {}, { width: Infinity, height: 48 })), undefined);
  });
});

describe('a pie', () => {
  it('cuts a disc clockwise from the top', () => {
    const [quarter] = pie([10, 10], 5, [{ share: 0.25, color: '#fff' }]);
    assert.ok(quarter?.kind === 'path');
    const { points } = quarter;
    const ends = [points[0]!, points[1]!, points.at(-1)!].map(([x, y]) => [Math.round(x), Math.round(y)]);
    assert.deepEqual(ends, [
      [10, 10],
      [10, 5],
      [15, 10],
    ]);
  });

  it('is a circle where one slice has it all, and leaves empty slices out', () => {
    const shapes = pie([0, 0], 1, [
      { share: 0, color: '#fff' },
      { share: 1, color: '#000' },
    ]);
    assert.deepEqual(
      shapes.map(({ kind }) => kind),
      ['circle'],
    );
  });
});
