import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PhraseScan } from '../../../src/util/phrase-scan';
import { endsWord, isBorder } from '../../../src/util/word-border';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function found(phrases: readonly string[], text: string): string[] {
  const bytes = bytesOf(text);
  const hits: string[] = [];
  new PhraseScan(phrases).scan(bytes, (phrase, start, end) => {
    hits.push(`${phrases[phrase]} ${new TextDecoder().decode(bytes.subarray(start, end))}`);
    return false;
  });
  return hits;
}

describe('phrase scan', () => {
  it('finds a phrase in every spelling', () =>
    assert.deepEqual(found(['layernorm'], 'layer_norm LayerNorm layer-norm, "layer norm"'), [
      'layernorm layer_norm',
      'layernorm LayerNorm',
      'layernorm layer-norm',
      'layernorm layer norm',
    ]));

  it('finds phrases inside and behind each other', () =>
    assert.deepEqual(found(['abcd', 'bc', 'cde', 'c'], 'a_b_c_d_e'), [
      'bc b_c',
      'c c',
      'abcd a_b_c_d',
      'cde c_d_e',
    ]));

  it('finds whole words alone, and plurals', () =>
    assert.deepEqual(found(['norm', 'bod'], 'normal enorm BatchNorms norms2 bodies NORMS Normy normS'), [
      'norm Norm',
      'norm norm',
      'bod bod',
      'norm NORM',
      'norm Norm',
      'norm norm',
    ]));

  it('ends a phrase with the line', () => assert.deepEqual(found(['layernorm'], 'layer\nnorm'), []));

  it('passes over what is no ASCII', () =>
    assert.deepEqual(found(['layernorm'], 'é layer–norm ü 🙂layer norm'), [
      'layernorm layer–norm',
      'layernorm layer norm',
    ]));

  it('begins behind an escape in a text of JSON', () =>
    assert.deepEqual(found(['norm'], String.raw`"\nnorm xnorm"`), ['norm norm']));

  it('stops when told to', () => {
    let hits = 0;
    new PhraseScan(['a']).scan(bytesOf('a a a'), () => ++hits === 2);
    assert.equal(hits, 2);
  });

  it('knows no phrase', () => assert.deepEqual(found([], 'text'), []));

  it('finds what a search finds', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 's', '1'), minLength: 1, maxLength: 4 });
    const text = fc.string({
      unit: fc.constantFrom('a', 'B', '1', 'b', 's', ' ', '_', '\n', 'é'),
      maxLength: 60,
    });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 8 }), text, (phrases, written) => {
        assert.deepEqual(
          spansIn(phrases, bytesOf(written)).sort(),
          searched(phrases, bytesOf(written)).sort(),
        );
      }),
    );
  });
});

function spansIn(phrases: readonly string[], text: Uint8Array): string[] {
  const spans: string[] = [];
  new PhraseScan(phrases).scan(text, (phrase, start, end) => {
    spans.push(`${phrases[phrase]} ${start}-${end}`);
    return false;
  });
  return spans;
}

/** Tries every span of a line. */
function searched(phrases: readonly string[], text: Uint8Array): string[] {
  const spans: string[] = [];
  const isLetter = (at: number): boolean => /[a-z0-9]/i.test(String.fromCharCode(text[at]!));
  for (let start = 0; start < text.length; start++)
    for (let end = start + 1; end <= text.length; end++) {
      if (!isLetter(start) || !isLetter(end - 1) || !isBorder(text, start) || !endsWord(text, end)) continue;
      const written = String.fromCharCode(...text.subarray(start, end)).toLowerCase();
      const letters = written.replace(/[^a-z0-9]/g, '');
      if (!written.includes('\n') && phrases.includes(letters)) spans.push(`${letters} ${start}-${end}`);
    }
  return spans;
}
