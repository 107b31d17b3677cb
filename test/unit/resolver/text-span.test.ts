import { strict as assert } from 'node:assert';
import fc from 'fast-check';
import { changedSpan, turnsInto } from '../../../src/resolver/text-span';

describe('changed span', () => {
  const cases: readonly [string, string, { start: number; oldEnd: number; newEnd: number } | undefined][] = [
    ['', '', undefined],
    ['same', 'same', undefined],
    ['', 'abc', { start: 0, oldEnd: 0, newEnd: 3 }],
    ['abc', '', { start: 0, oldEnd: 3, newEnd: 0 }],
    ['aaa', 'aaaa', { start: 3, oldEnd: 3, newEnd: 4 }],
    ['x = 0.1', 'x = 0.25', { start: 6, oldEnd: 7, newEnd: 8 }],
  ];
  for (const [before, after, span] of cases) {
    it(`${JSON.stringify(before)} to ${JSON.stringify(after)}`, () =>
      assert.deepEqual(changedSpan(before, after), span));
  }

  it('turns one text into the other, also over many blocks', () => {
    const piece = fc.string({ maxLength: 3000 });
    fc.assert(
      fc.property(piece, piece, piece, piece, (head, from, to, tail) => {
        const [before, after] = [head + from + tail, head + to + tail];
        const span = changedSpan(before, after);
        if (!span) assert.equal(before, after);
        else {
          assert.ok(turnsInto(before, after, span));
          assert.ok(span.start >= Math.min(head.length, span.start));
          assert.ok(span.oldEnd - span.start <= from.length && span.newEnd - span.start <= to.length);
        }
      }),
    );
  });

  it('sees a span that does not fit', () => {
    assert.equal(turnsInto('abc', 'abd', { start: 2, oldEnd: 3, newEnd: 3 }), true);
    assert.equal(turnsInto('abc', 'abd', { start: 0, oldEnd: 1, newEnd: 1 }), false);
    assert.equal(turnsInto('abc', 'abd', { start: NaN, oldEnd: 3, newEnd: 3 }), false);
  });
});
