import assert from 'node:assert/strict';
import draw, { objectives } from '../../../src/pictures/language-model-pretraining';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

describe('the picture of causal and masked', () => {
  it('says how many tokens are scored', () => {
    assert.equal(
      draw(input({ mlm_prob: 0.15 }))!.text,
      'Causal: a token is predicted from those before it, 6 of 6 are scored. Masked: a share of 0.15 is chosen and predicted from both sides, 0.9 of 6 are scored.',
    );
    assert.ok(draw(input({ mlm_prob: 0.4 }))!.svg.includes('2.4 of 6 scored'));
  });

  it('takes the share from the code, the API, or BERT', () => {
    assert.equal(objectives(input({ mlm_prob: 0.3 }, { defaults: { mlm_prob: 0.15 } }))!.share, 0.3);
    assert.equal(objectives(input({}, { defaults: { mlm_prob: 0.2 } }))!.share, 0.2);
    assert.equal(objectives(input({}))!.share, 0.15);
  });

  it('knows which of the two is meant', () => {
    const collator = { defaults: { mlm: true, mlm_prob: 0.15 } };
    assert.equal(objectives(input({}, collator))!.chosen, 'masked');
    assert.equal(objectives(input({ mlm: false }, collator))!.chosen, 'causal');
    assert.equal(objectives(input({ causal: true }))!.chosen, 'causal');
    assert.equal(objectives(input({ mlm_prob: 0.2 }))!.chosen, 'masked');
    assert.equal(objectives(input({ causal: false }))!.chosen, undefined);
    assert.equal(objectives(input({}))!.chosen, undefined);
  });

  /** Filled cells: six times seven halves on the left, and on the right all but the hidden columns. */
  const filled = (roles: Roles) => {
    const { svg } = draw(input(roles))!;
    return svg.split('<rect').filter((part) => part.includes(`fill="${palettes.dark.accent}"`)).length;
  };
  const hatched = (roles: Roles) => draw(input(roles))!.svg.split('<path').length - 1;

  it('draws a triangle and a square without hidden columns', () => {
    assert.equal(filled({}), 21 + 30);
    assert.equal(filled({ mlm: false }), 21);
    assert.equal(filled({ mlm: true }), 30);
    assert.equal(hatched({}), 6);
  });

  it('hides as many columns as the share says, at least one of a share', () => {
    for (const [share, columns] of [
      [0, 0],
      [0.01, 1],
      [0.15, 1],
      [0.4, 2],
      [0.5, 3],
      [1, 6],
    ] as const)
      assert.equal(hatched({ mlm_prob: share }), 6 * columns, `${share}`);
  });

  it('stays inside its room', () => {
    for (const height of [28, 48, 70, 120, 180])
      for (const width of [300, 480, 600]) {
        const { svg } = draw(input({ mlm_prob: 0.4 }, { width, height }))!;
        for (const [, x, y, w, h] of svg.matchAll(
          /<rect x="([\d.]+)" y="([\d.]+)" width="([\d.]+)" height="([\d.]+)"/g,
        ))
          assert.ok(
            Number(x) + Number(w) <= width && Number(y) + Number(h) <= height,
            `${x} ${y} ${w} ${h} of ${width} ${height}`,
          );
      }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw(input({}, { palette }))!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['a negative share', { mlm_prob: -0.1 }],
    ['more than all', { mlm_prob: 1.5 }],
    ['no number', { mlm_prob: NaN }],
    ['a text', { mlm_prob: '<script>' }],
    ['a list', { mlm_prob: [0.15] }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));
});
