import assert from 'node:assert/strict';
import draw, { explainedScore } from '../../../src/pictures/layer-wise-relevance-propagation';
import type { PictureInput } from '../../../src/pictures/picture';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

type Roles = Readonly<Record<string, LiteralValue>>;

const input = (
  symbol: string | undefined,
  roles: Roles = {},
  size = { width: 480, height: 70 },
): PictureInput => ({ symbol, roles, defaults: {}, palette: palettes.dark, ...size });

function allNear(actual: readonly number[], expected: readonly number[]): void {
  assert.equal(actual.length, expected.length);
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < 1e-6, `${value}, ${expected[i]}`));
}

describe('the picture of relevance propagation', () => {
  // Agrees with Captum 0.9.0 and zennit 0.5.1 on the same network, see snippets/.
  const cases: readonly (readonly [symbol: string | undefined, roles: Roles, inputs: readonly number[]])[] = [
    ['py:captum.attr.LRP', {}, [1.5, 0]],
    [undefined, {}, [1.5, 0]],
    [undefined, { eps: 0.5 }, [0.85, 0.1]],
    [undefined, { gamma: 0.25 }, [1.1875, 0.3125]],
    ['py:captum.attr._utils.lrp_rules.EpsilonRule', { eps: 0.1 }, [1.318993, 0.0405844]],
    ['py:zennit.rules.Epsilon', { eps: 0.5 }, [0.85, 0.1]],
    ['py:zennit.rules.Gamma', {}, [1.1875, 0.3125]],
    ['py:zennit.rules.ZPlus', {}, [0.75, 0.75]],
    ['py:captum.attr._utils.lrp_rules.Alpha1_Beta0_Rule', {}, [0.75, 0.75]],
    ['py:zennit.rules.AlphaBeta', { alpha: 1, beta: 0 }, [0.75, 0.75]],
    ['py:zennit.rules.AlphaBeta', { alpha: 2, beta: 1 }, [4.5, 0]],
  ];
  for (const [symbol, roles, inputs] of cases)
    it(`splits the score as ${symbol ?? 'the words'} with ${JSON.stringify(roles)} do`, () =>
      allNear(explainedScore(input(symbol, roles))!.inputs, inputs));

  it('says what arrives', () => {
    assert.equal(
      draw(input('py:zennit.rules.Epsilon', { eps: 0.5 }))!.text,
      'A score of 1.5 sent back with LRP-ε, ε = 0.5: the two inputs get 0.85 and 0.1, 0.95 arrives.',
    );
    assert.match(draw(input('py:zennit.rules.ZPlus'))!.text, /0\.75 and 0\.75, all of it arrives/);
    assert.match(draw(input('py:zennit.rules.AlphaBeta'))!.text, /4\.5 and 0, 4\.5 arrives/);
  });

  it('draws links as thick as what they carry, in two colours', () => {
    const { svg } = draw(input('py:captum.attr.LRP'))!;
    const links = [
      ...svg.matchAll(/<path d="[^"]+" fill="none" stroke="([^"]+)"(?: stroke-width="([\d.]+)")?/g),
    ];
    assert.equal(links.length, 6);
    // To the first hidden unit 1 and 1, to the second 0.5 and −1, from both 2 and −0.5.
    const carried = [1, 0.5, 1, -1, 2, -0.5];
    links.forEach(([, color, width], i) => {
      assert.ok(Math.abs(Number(width ?? 1) - 3.5 * Math.abs(carried[i]!)) < 0.01, `link ${i}: ${width}`);
      assert.equal(color, palettes.dark.series[carried[i]! < 0 ? 1 : 0]);
    });
  });

  it('stays inside its room', () => {
    for (const height of [48, 70, 120, 180])
      for (const width of [300, 440, 480, 600]) {
        const { svg } = draw(input('py:zennit.rules.Epsilon', { eps: 1e-6 }, { width, height }))!;
        for (const [, x, y] of svg.matchAll(/<(?:text|circle) (?:c?x)="([\d.-]+)" (?:c?y)="([\d.-]+)"/g))
          assert.ok(Number(x) >= 0 && Number(x) <= width && Number(y) > 0 && Number(y) <= height);
      }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw({ ...input('py:captum.attr.LRP'), palette })!.svg.includes(palette.series[1]!));
  });

  const hostile: readonly (readonly [name: string, symbol: string, roles: Roles])[] = [
    ['a mixture of rules', 'py:zennit.composites.EpsilonPlus', {}],
    ['a canonizer', 'py:zennit.canonizers.SequentialMergeBatchNorm', {}],
    ['a name of the language', 'py:x.constructor', {}],
    ['a negative ε', 'py:zennit.rules.Epsilon', { eps: -1 }],
    ['an absurd γ', 'py:zennit.rules.Gamma', { gamma: 1e300 }],
    ['no number', 'py:zennit.rules.Gamma', { gamma: NaN }],
    ['a text', 'py:zennit.rules.Epsilon', { eps: '<script>' }],
  ];
  for (const [name, symbol, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(symbol, roles)), undefined));
});
