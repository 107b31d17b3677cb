import assert from 'node:assert/strict';
import { laws } from '../../../src/demos/llm-pretraining/laws';
import draw, { bestParams, planOf, predictedLoss } from '../../../src/pictures/llm-pretraining';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

const gpt3 = { n_params: 175e9, n_tokens: 300e9 };

describe('the picture of a compute budget', () => {
  it('says how far a plan is from the optimum', () => {
    assert.equal(
      draw(input(gpt3))!.text,
      'Predicted loss over model sizes at 3.15e23 FLOP: 1.71 tokens per parameter, +0.016 nats over the best, 175B here, 53B is best (Besiroglu 2024).',
    );
    assert.match(
      draw(input({ n_params: 70e9, n_tokens: 1.4e12 }))!.text,
      /20 tokens per parameter, at the optimum/,
    );
  });

  it('predicts what the demo predicts', () => {
    for (const flop of [1e18, 5.88e23, 1e26]) {
      const { params, tokens, loss } = laws.besiroglu.best(flop);
      assert.ok(Math.abs(bestParams(flop) / params - 1) < 1e-12);
      assert.equal(predictedLoss(params, tokens), loss);
    }
  });

  it('takes tokens from a ratio, and an example where the code says nothing', () => {
    const defaults = { n_params: 70e9, n_tokens: 1.4e12 };
    assert.equal(planOf(input({ n_params: 1e9, ratio: 2 }))!.tokens, 2e9);
    assert.equal(planOf(input({ ratio: 2 }, { defaults }))!.tokens, 140e9);
    assert.equal(planOf(input({}, { defaults }))!.tokens, 1.4e12);
    assert.match(
      draw(input({ ratio: 2 }, { defaults }))!.text,
      /2 tokens per parameter, e\.g\. 70B: \+0\.02 nats/,
    );
  });

  it('is left out where only one number is known, or the call is about something else', () => {
    const defaults = { n_params: 70e9, n_tokens: 1.4e12 };
    assert.equal(draw(input({ n_params: 1e9 }, { defaults })), undefined);
    assert.equal(draw(input({ n_tokens: 20e9 }, { defaults })), undefined);
    assert.equal(draw(input({ mfu: 0.4 }, { defaults })), undefined);
    assert.equal(draw(input({ num_perm: 128 }, { defaults, symbol: 'py:datasketch.MinHashLSH' })), undefined);
  });

  it('stays inside its room', () => {
    for (const roles of [gpt3, { n_params: 1e6, n_tokens: 1e17 }, { n_params: 1e15, n_tokens: 1e6 }])
      for (const height of [28, 48, 70, 120, 180])
        for (const width of [300, 480, 600]) {
          const { svg } = draw(input(roles, { width, height }))!;
          for (const [, path] of svg.matchAll(/ d="([^"]*)"/g))
            for (const [, x, y] of path!.matchAll(/[ML]([\d.-]+) ([\d.-]+)/g))
              assert.ok(
                Number(x) >= 0 && Number(x) <= width && Number(y) >= 0 && Number(y) <= height,
                `${x} ${y} of ${width} ${height}`,
              );
        }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw(input(gpt3, { palette }))!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['no parameters', { n_params: 0, n_tokens: 1e9 }],
    ['negative tokens', { n_params: 1e9, n_tokens: -1e9 }],
    ['absurd numbers', { n_params: 1e300, n_tokens: 1e300 }],
    ['no number', { n_params: NaN, n_tokens: 1e9 }],
    ['a text', { n_params: '<script>', n_tokens: 1e9 }],
    ['a ratio in words', { n_params: 1e9, ratio: 'twenty' }],
    ['a ratio of nothing', { n_params: 1e9, ratio: 0 }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));
});
