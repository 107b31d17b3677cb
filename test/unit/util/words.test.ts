import assert from 'node:assert/strict';
import { isCommon, singular, splitWords } from '../../../src/util/words';

const cases: [text: string, words: string][] = [
  ['label_smoothing', 'label smoothing'],
  ['labelSmoothing', 'label smoothing'],
  ['LabelSmoothingLoss', 'label smoothing loss'],
  ['LABEL_SMOOTHING', 'label smoothing'],
  ['--label-smoothing', 'label smoothing'],
  ['"label.smoothing"', 'label smoothing'],
  ['HTMLParser', 'html parser'],
  ['ln_1', 'ln 1'],
  ['norm1', 'norm 1'],
  ['L2Attack', 'l 2 attack'],
  ['conv2d', 'conv 2 d'],
  ['LayerNorms', 'layer norm'],
  ['KLDivLoss', 'kl div loss'],
  ['BERTs', 'bert'],
  ['_x', 'x'],
  ['β-vae', 'β vae'],
  ['', ''],
  ['___', ''],
  ['constructor __proto__', 'constructor proto'],
];

describe('splitWords', () => {
  for (const [text, words] of cases)
    it(`splits ${JSON.stringify(text)}`, () => assert.equal(splitWords(text).join(' '), words));

  it('reads no more than 16 words of 200 characters', () => {
    assert.equal(splitWords('ab_'.repeat(1000)).length, 16);
    assert.deepEqual(splitWords('x'.repeat(1_000_000)), ['x'.repeat(200)]);
  });
});

describe('singular', () => {
  const pairs = { losses: 'loss', loss: 'loss', entropies: 'entropy', embeddings: 'embedding', boxes: 'box' };
  const same = ['bias', 'corpus', 'analysis', 'gas', 'lies', 'is'];
  for (const [plural, one] of Object.entries(pairs)) it(plural, () => assert.equal(singular(plural), one));
  for (const word of same) it(`leaves ${word}`, () => assert.equal(singular(word), word));
});

describe('isCommon', () => {
  for (const word of ['eps', 'loss', 'k', 'smoothing', 'latent'])
    it(word, () => assert.equal(isCommon(word), true));
  for (const word of ['colbert', 'maxsim', 'dppm', 'constructor'])
    it(word, () => assert.equal(isCommon(word), false));
});
