import assert from 'node:assert/strict';
import draw, { budgetOf } from '../../../src/pictures/l-infinity-attacks';
import type { PictureInput } from '../../../src/pictures/picture';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

type Roles = Readonly<Record<string, LiteralValue>>;

const input = (roles: Roles, defaults: Roles = {}, size = { width: 480, height: 60 }): PictureInput => ({
  roles,
  defaults,
  palette: palettes.dark,
  ...size,
});

describe('the budget of an L-infinity attack', () => {
  const cases: readonly (readonly [name: string, roles: Roles, expected: object])[] = [
    ['one step where no step is given', { eps: 0.1 }, { eps: 0.1, inLevels: false, steps: 1, stride: 1 }],
    ['grey levels from 1 on', { eps: 51 }, { eps: 0.2, inLevels: true, steps: 1, stride: 1 }],
    [
      'steps in units of the radius',
      { eps: 0.1, alpha: 0.025, steps: 10 },
      { eps: 0.1, steps: 10, stride: 0.25 },
    ],
    ['grey levels for both', { eps: 8, alpha: 2, steps: 10 }, { inLevels: true, steps: 10, stride: 0.25 }],
    ['a relative step', { eps: 0.1, rel_alpha: 0.2, steps: 3 }, { steps: 3, stride: 0.2 }],
    ['a step without a count', { eps: 0.1, alpha: 0.025 }, { steps: 1, stride: 1 }],
    ['no change at all', { eps: 0, alpha: 0.1, steps: 3 }, { eps: 0, steps: 1, stride: 1 }],
    ['the norm in any spelling', { eps: 0.1, norm: Infinity }, { eps: 0.1 }],
  ];
  for (const [name, roles, expected] of cases)
    it(name, () => {
      const budget = budgetOf({ roles, defaults: {} })!;
      for (const [key, value] of Object.entries(expected)) {
        const actual = budget[key as keyof typeof budget];
        if (typeof value === 'number')
          assert.ok(Math.abs(Number(actual) - value) < 1e-9, `${key}: ${actual}`);
        else assert.equal(actual, value, key);
      }
    });

  it('takes the defaults of the API where the code says nothing', () => {
    const budget = budgetOf({
      roles: { eps: 0.1 },
      defaults: { eps: 0.3, alpha: 0.01, steps: 10, norm: 'inf' },
    });
    assert.deepEqual([budget!.eps, budget!.steps], [0.1, 10]);
  });
});

describe('the picture of an L-infinity attack', () => {
  it('says in words what it shows', () => {
    const { svg, text } = draw(input({ eps: 0.1, alpha: 0.025, steps: 10 }))!;
    assert.equal(
      text,
      'Each feature may move within its band: ε = 0.1, ±25.5 of 255, 10 steps of 0.25 ε, reach the corner.',
    );
    for (const words of ['>ε = 0.1, ±25.5 of 255<', '>10 steps of 0.25 ε<', '>reach the corner<'])
      assert.ok(svg.includes(words), words);
  });

  it('warns of steps that do not arrive', () => {
    const { svg, text } = draw(input({ eps: 0.1, alpha: 0.01, steps: 5 }))!;
    assert.match(text, /5 steps of 0\.1 ε, end at 0\.5 ε\.$/);
    assert.ok(svg.includes(palettes.dark.warning) && svg.includes('stroke-dasharray'));
    assert.ok(!draw(input({ eps: 0.1, alpha: 0.02, steps: 5 }))!.svg.includes(palettes.dark.warning));
  });

  it('asks whether grey levels are meant', () => {
    const { svg, text } = draw(input({ eps: 8 }))!;
    assert.ok(svg.includes('>0 … 255?<') && svg.includes('>±8 is ±0.03137 of 1<'));
    assert.match(text, /if features lie between 0 and 255: ±8 is ±0\.03137 of 1/);
  });

  it('draws bands as high as the radius allows, and never outside the range of features', () => {
    const bandsOf = (eps: number) =>
      [...draw(input({ eps }))!.svg.matchAll(/<rect [^>]*fill="#56b4e9"[^>]*>/g)].map(([rect]) => ({
        y: Number(/ y="([\d.]+)"/.exec(rect)![1]),
        height: Number(/ height="([\d.]+)"/.exec(rect)![1]),
      }));
    const [small, large] = [bandsOf(0.05), bandsOf(0.3)];
    assert.equal(small.length, 24);
    small.forEach((band, i) => assert.ok(band.height < large[i]!.height, `band ${i}`));
    for (const { y, height } of large) assert.ok(y >= 2 && y + height <= 57.01, `${y} + ${height}`);
    for (const { height } of bandsOf(0)) assert.equal(height, 1);
  });

  it('keeps everything inside, however small its room', () => {
    for (const height of [28, 48, 70, 120, 180])
      for (const width of [300, 480, 600]) {
        const { svg } = draw(input({ eps: 0.1, alpha: 0.001, steps: 1000 }, {}, { width, height }))!;
        for (const [, x, y] of svg.matchAll(/<(?:text|rect) x="([\d.-]+)" y="([\d.-]+)"/g)) {
          assert.ok(Number(x) >= 0 && Number(x) <= width, `x ${x} of ${width}`);
          assert.ok(Number(y) >= 0 && Number(y) <= height, `y ${y} of ${height}`);
        }
        assert.ok(svg.length < 12_000, `${svg.length} characters`);
      }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw({ ...input({ eps: 0.1 }), palette })!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['a negative radius', { eps: -0.1 }],
    ['more than any grey level', { eps: 256 }],
    ['no number', { eps: NaN }],
    ['infinity', { eps: Infinity }],
    ['a text', { eps: '<script>' }],
    ['a list', { eps: [0.1, 0.2] }],
    ['a truth value', { eps: true }],
    ['nothing at all', {}],
    ['another norm', { eps: 0.1, norm: 2 }],
    ['another norm by name', { eps: 0.1, norm: 'L1' }],
    ['a norm that is none', { eps: 0.1, norm: [1] }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('falls back to one step for steps that are none', () => {
    for (const roles of [
      { alpha: -1 },
      { alpha: NaN },
      { alpha: 'x' },
      { steps: 0 },
      { steps: 2.5 },
      { steps: 1e300 },
    ])
      assert.match(
        draw(input({ eps: 0.1, alpha: 0.01, steps: 5, ...roles }))!.text,
        /one step to the corner/,
      );
  });

  it('is left out where it has no room', () => {
    assert.equal(draw(input({ eps: 0.1 }, {}, { width: NaN, height: 48 })), undefined);
    assert.equal(draw(input({ eps: 0.1 }, {}, { width: Infinity, height: 48 })), undefined);
  });
});
