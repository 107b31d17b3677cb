import assert from 'node:assert/strict';
import draw, { fusedExample } from '../../../src/pictures/late-fusion';
import type { PictureInput } from '../../../src/pictures/picture';
import type { LiteralValue } from '../../../src/resolver/site';
import { palettes } from '../../../src/util/palettes';

type Roles = Readonly<Record<string, LiteralValue>>;

const voting = 'py:sklearn.ensemble.VotingClassifier';
const input = (roles: Roles, more: Partial<PictureInput> = {}): PictureInput => ({
  roles,
  defaults: {},
  palette: palettes.dark,
  width: 480,
  height: 44,
  ...more,
});
const near = (actual: readonly number[], expected: readonly number[]): void =>
  actual.forEach((value, i) => assert.ok(Math.abs(value - expected[i]!) < 1e-9, `${actual.join()}`));

describe('fused example scores', () => {
  const of = (roles: Roles, more: Partial<PictureInput> = {}) => fusedExample(input(roles, more))!;

  for (const [name, roles, expected] of [
    ['equal weights', {}, [0.55, 0.35, 0.1]],
    ['the weights of the code', { weights: [0.6, 0.4] }, [0.58, 0.32, 0.1]],
    ['weights that do not sum to 1', { weights: [3, 2] }, [0.58, 0.32, 0.1]],
    ['the share of A', { share: 0.6 }, [0.58, 0.32, 0.1]],
    ['one model switched off', { weights: [1, 0] }, [0.7, 0.2, 0.1]],
    ['three models', { weights: [1, 1, 1] }, [1.3 / 3, 1.3 / 3, 0.4 / 3]],
    ['no weights', { weights: null }, [0.55, 0.35, 0.1]],
  ] as const)
    it(`averages with ${name}`, () => near(of(roles as Roles).scores, expected));

  it('counts votes where the API does', () => {
    const hard = of({}, { symbol: voting, defaults: { voting: 'hard' } });
    near(hard.scores, [0.5, 0.5, 0]);
    near(of({ voting: 'hard', weights: [0.6, 0.4] }, { symbol: voting }).scores, [0.6, 0.4, 0]);
    assert.equal(of({ voting: 'soft' }, { symbol: voting, defaults: { voting: 'hard' } }).rule, 'average');
  });
});

describe('the picture of late fusion', () => {
  it('says in words what it shows', () => {
    const { svg, text } = draw(input({ weights: [0.6, 0.4], voting: 'soft' }, { symbol: voting }))!;
    assert.equal(
      text,
      'Example with three classes: A (weight 0.6) scores 0.7, 0.2, 0.1; B (weight 0.4) scores 0.4, 0.5, 0.1. ' +
        'The average gives 0.58, 0.32, 0.1.',
    );
    for (const words of ['>weight 0.6<', '>0.58<', '>average<']) assert.ok(svg.includes(words), words);
  });

  it('names a tie of two votes', () => {
    assert.match(
      draw(input({}, { symbol: voting, defaults: { voting: 'hard' } }))!.text,
      /a tie gives 0\.5, 0\.5, 0\./,
    );
  });

  it('takes its colours from the theme, and names the classes in the panel', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw({ ...input({}), palette })!.svg.includes(palette.accent));
    assert.ok(draw(input({}, { width: 440, height: 150 }))!.svg.includes('>class 3<'));
  });

  for (const [name, roles, symbol] of [
    ['a combiner that is learnt', {}, 'py:sklearn.ensemble.StackingClassifier'],
    ['numbers instead of classes', {}, 'py:sklearn.ensemble.VotingRegressor'],
    ['a negative weight', { weights: [1.2, -0.2] }, undefined],
    ['weights that are all 0', { weights: [0, 0] }, undefined],
    ['one weight', { weights: [1] }, undefined],
    ['more models than the example has', { weights: [1, 1, 1, 1] }, undefined],
    ['a share above 1', { share: 1.5 }, undefined],
    ['text', { weights: '<script>' }, undefined],
    ['no number', { share: NaN }, undefined],
    ['numbers without end', { weights: [Infinity, 1] }, undefined],
  ] as const)
    it(`is left out for ${name}`, () =>
      assert.equal(draw(input(roles as Roles, symbol === undefined ? {} : { symbol })), undefined));
});
