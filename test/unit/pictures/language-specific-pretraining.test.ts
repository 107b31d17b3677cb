import assert from 'node:assert/strict';
import { encodeWord } from '../../../src/demos/language-specific-pretraining/bpe';
import { trainTokenizers } from '../../../src/demos/language-specific-pretraining/tokenizers';
import draw, { captionOf, example } from '../../../src/pictures/language-specific-pretraining';
import { palettes } from '../../../src/util/palettes';
import { input, type Roles } from './input';

describe('the picture of language-specific pre-training', () => {
  it('shows what the tokenizers of the demo really do', () => {
    const { merges, fertility } = trainTokenizers(example.merges, 1);
    for (const [i, sharing] of (['own', 'shared'] as const).entries()) {
      assert.deepEqual(encodeWord(example.word, merges[sharing].fi), [...example.rows[i]!.pieces]);
      assert.equal(Number(fertility[sharing].fi.toFixed(2)), example.rows[i]!.fertility);
    }
  });

  it('names the number of the code and the scale of the example', () => {
    assert.equal(
      draw(input({ vocab_size: 32000 }))!.text,
      'vocabulary of 32,000; Finnish example of 100 merges, veneestä: own vene e s tä_ (4 pieces, 3.43 a word); shared ven e es t ä_ (5 pieces, 4.52 a word).',
    );
    const caption = (roles: Roles, defaults: Roles = {}) => captionOf({ roles, defaults });
    assert.match(caption({}, { vocab_size: 30000 }), /^vocabulary of 30,000;/);
    assert.match(caption({ coverage: 0.9995 }, { vocab_size: 8000 }), /^character_coverage 0\.9995;/);
  });

  it('has only its scale without a number, or with one that cannot be meant', () => {
    const hostile: readonly Roles[] = [
      {},
      { vocab_size: -1 },
      { vocab_size: 1e300 },
      { vocab_size: 'x' },
      { coverage: 2 },
    ];
    for (const roles of hostile) assert.match(draw(input(roles))!.text, /^Finnish example of 100 merges/);
  });

  it('stays inside its room', () => {
    for (const height of [28, 44, 70, 150])
      for (const width of [300, 480, 600]) {
        const { svg } = draw(input({ vocab_size: 250000 }, { width, height }))!;
        const boxes = [...svg.matchAll(/<rect x="([^"]*)" y="([^"]*)" width="([^"]*)" height="([^"]*)"/g)];
        assert.equal(boxes.length, 9);
        for (const [, x, y, w, h] of boxes)
          assert.ok(Number(y) >= 0 && Number(x) + Number(w) <= width && Number(y) + Number(h) <= height);
        for (const [, x] of svg.matchAll(/<text x="([^"]*)"/g)) assert.ok(Number(x) < width);
      }
  });

  it('takes its colours from the theme', () => {
    for (const palette of Object.values(palettes))
      assert.ok(draw(input({}, { palette }))!.svg.includes(palette.accent));
  });

  it('is left out where it has no room', () => assert.equal(draw(input({}, { width: NaN })), undefined));
});
