import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PhraseScan } from '../../../src/util/phrase-scan';

function found(phrases: readonly string[], text: string): string[] {
  const scan = new PhraseScan(phrases);
  const hits: string[] = [];
  scan.scan(text, (phrase, end) => {
    hits.push(`${phrases[phrase]} ${text.slice(scan.startOf(text, phrase, end), end)}`);
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
    assert.deepEqual(found(['abcd', 'bc', 'cde', 'c'], 'xabcdexc'), [
      'bc bc',
      'c c',
      'abcd abcd',
      'cde cde',
      'c c',
    ]));

  it('ends a phrase with the line', () => assert.deepEqual(found(['layernorm'], 'layer\nnorm'), []));

  it('stops when told to', () => {
    let hits = 0;
    new PhraseScan(['a']).scan('aaa', () => ++hits === 2);
    assert.equal(hits, 2);
  });

  it('knows no phrase', () => assert.deepEqual(found([], 'text'), []));

  it('finds what a search finds', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', '1'), minLength: 1, maxLength: 4 });
    const text = fc.string({ unit: fc.constantFrom('a', 'B', '1', 'b'), maxLength: 60 });
    fc.assert(
      fc.property(fc.uniqueArray(word, { maxLength: 8 }), text, (phrases, written) => {
        const expected = phrases.flatMap((phrase) =>
          Array.from(written, (_, at) => at).flatMap((at) =>
            written.toLowerCase().startsWith(phrase, at) ? [`${phrase}@${at + phrase.length}`] : [],
          ),
        );
        const actual: string[] = [];
        new PhraseScan(phrases).scan(written, (phrase, end) => {
          actual.push(`${phrases[phrase]}@${end}`);
          return false;
        });
        assert.deepEqual(actual.sort(), expected.sort());
      }),
    );
  });
});
