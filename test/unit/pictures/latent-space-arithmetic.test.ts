import assert from 'node:assert/strict';
import draw, { sumOfFaces } from '../../../src/pictures/latent-space-arithmetic';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

const gensim = { symbol: 'py:gensim.models.KeyedVectors.most_similar' };

describe('the picture of latent arithmetic', () => {
  it('adds glasses by codes better than by pixels', () => {
    const { codes, pixels, nothing } = sumOfFaces(1);
    assert.ok(codes < 0.02 && pixels > 3 * codes && nothing > 0.15, `${codes} ${pixels} ${nothing}`);
    assert.ok(Math.abs(sumOfFaces(0).codes - nothing) < 0.02);
    assert.ok(sumOfFaces(-1).codes > nothing);
  });

  it('says how far off the sum is', () => {
    assert.match(
      draw(input({}))!.text,
      /^A face plus the code of glasses.*: α = 1: off by 0\.01\d, pixels 0\.1\d, nothing added 0\.1\d\.$/,
    );
    assert.match(
      draw(input({ exemplars: 100, alpha: 0.5 }))!.text,
      /α = 0\.5: .*means of 100: length × 1\.01\./,
    );
  });

  it('shows the words of an analogy, which cannot be the answer', () => {
    assert.equal(
      draw(input({ positive: ['king', 'woman'], negative: ['man'] }, gensim))!.text,
      'king + woman − man = ?; king, woman, man cannot be the answer.',
    );
    const hostile = draw(input({ positive: ['<b>', 'x"'], negative: ['&'] }, gensim))!.svg;
    assert.ok(!hostile.includes('<b>') && hostile.includes('&lt;b&gt;'));
    for (const roles of [
      {},
      { positive: ['king'] },
      { positive: [1, 2], negative: ['man'] },
      { positive: ['a', 'b', 'c'], negative: ['d'] },
      { positive: ['x'.repeat(30)], negative: ['man'] },
    ] as Roles[])
      assert.equal(draw(input(roles, gensim)), undefined);
  });

  it('stays inside its room', () => {
    for (const alpha of [-1, 1, 2])
      for (const height of [28, 48, 70, 120, 180])
        for (const width of [300, 480, 600]) {
          const { svg } = draw(input({ alpha, exemplars: 3 }, { width, height }))!;
          for (const [, path] of svg.matchAll(/ d="([^"]*)"/g))
            for (const [, x, y] of path!.matchAll(/M([\d.-]+) ([\d.-]+)/g))
              assert.ok(
                Number(x) >= 0 && Number(x) <= width && Number(y) >= 0 && Number(y) <= height,
                `${x} ${y} of ${width} ${height}`,
              );
          for (const [, y] of svg.matchAll(/<text x="[\d.]+" y="([\d.]+)"/g))
            assert.ok(Number(y) >= 8 && Number(y) <= height, `text at ${y} of ${height}`);
        }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw(input({}, { palette }))!.svg.includes(palette.accent));
  });

  const hostile: readonly (readonly [name: string, roles: Roles])[] = [
    ['an absurd share', { alpha: 1e300 }],
    ['no number', { alpha: NaN }],
    ['a text', { alpha: '<script>' }],
    ['no examples', { exemplars: 0 }],
    ['half an example', { exemplars: 0.5 }],
    ['a list of examples', { exemplars: [3] }],
  ];
  for (const [name, roles] of hostile)
    it(`is left out for ${name}`, () => assert.equal(draw(input(roles)), undefined));

  it('is left out where it has no room', () => assert.equal(draw(input({}, { width: NaN })), undefined));
});
