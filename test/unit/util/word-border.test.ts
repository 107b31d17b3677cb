import assert from 'node:assert/strict';
import { endsWord, isBorder, isIdentifierPart, standsAt } from '../../../src/util/word-border';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A text as the pieces between its inner borders. */
function pieces(text: string): string {
  const bytes = bytesOf(text);
  return Array.from(text, (char, at) => (at > 0 && isBorder(bytes, at) ? `|${char}` : char)).join('');
}

describe('word border', () => {
  for (const text of [
    'layer|_|norm',
    'XML|P|arser',
    'norm|2|d',
    'a| |b',
    'K|L|divergence',
    '1|2',
    'RMS|N|orm',
  ])
    it(`splits ${text}`, () => assert.equal(pieces(text.replaceAll('|', '')), text));

  it('takes the letter of an escape for none of the word behind it', () => {
    const bytes = bytesOf(String.raw`x\nnorm`);
    assert.ok(isBorder(bytes, 3));
    assert.ok(!isBorder(bytes, 4));
  });

  const ends: [string, boolean][] = [
    ['norm', true],
    ['norms', true],
    ['normes', true],
    ['normies', true],
    ['norm2', true],
    ['normX', true],
    ['normal', false],
    ['normsy', false],
    ['normS', true],
  ];
  for (const [text, expected] of ends)
    it(`${expected ? 'ends' : 'does not end'} the word \`norm\` in ${text}`, () =>
      assert.equal(endsWord(bytesOf(text), 4), expected));

  it('keeps the case of a plural', () => {
    assert.ok(endsWord(bytesOf('NORMS'), 4));
    assert.ok(!endsWord(bytesOf('NORMSX'), 4));
  });

  it('knows what identifiers are made of', () => {
    const bytes = bytesOf('a_$1 é');
    assert.deepEqual(
      Array.from(bytes, (_, at) => isIdentifierPart(bytes, at)),
      [true, true, true, true, false, false, false],
    );
    assert.ok(!isIdentifierPart(bytes, -1) && !isIdentifierPart(bytes, 99));
  });

  it('compares text with bytes', () => {
    assert.ok(standsAt(bytesOf('x norm'), 'norm', 2));
    assert.ok(!standsAt(bytesOf('x nor'), 'norm', 2));
  });
});
