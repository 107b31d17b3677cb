import assert from 'node:assert/strict';
import { History } from '../../../src/editor/history';

function walked(...entries: string[]): History<string> {
  const history = new History<string>();
  for (const entry of entries) history.visit(entry);
  return history;
}

describe('the history of a page', () => {
  it('is empty at first', () => {
    const history = new History<string>();
    assert.deepEqual([history.current, history.canGoBack, history.canGoForward], [undefined, false, false]);
    assert.equal(history.go('back'), undefined);
  });

  it('goes back and forward', () => {
    const history = walked('a', 'b', 'c');
    assert.deepEqual([history.go('back'), history.go('back'), history.go('back')], ['b', 'a', undefined]);
    assert.equal(history.current, 'a');
    assert.deepEqual([history.canGoBack, history.canGoForward], [false, true]);
    assert.deepEqual(
      [history.go('forward'), history.go('forward'), history.go('forward')],
      ['b', 'c', undefined],
    );
  });

  it('forgets what lay ahead when something new is shown', () => {
    const history = walked('a', 'b', 'c');
    history.go('back');
    history.visit('d');
    assert.equal(history.canGoForward, false);
    assert.equal(history.go('back'), 'b');
  });

  it('keeps only the last of those that were passed by', () => {
    const history = walked('a');
    for (const entry of ['p', 'q', 'r']) history.visit(entry, { passing: true });
    assert.deepEqual([history.current, history.go('back')], ['r', 'a']);
    const asked = walked('a');
    asked.visit('p', { passing: true });
    asked.visit('b');
    assert.deepEqual([asked.current, asked.go('back'), asked.canGoBack], ['b', 'a', false]);
  });

  it('counts the same entry twice in a row as one, also after passing by others', () => {
    const history = walked('a', 'b', 'b');
    history.visit('p', { passing: true });
    history.visit('b', { passing: true });
    assert.deepEqual([history.current, history.go('back'), history.canGoBack], ['b', 'a', false]);
  });

  it('keeps fifty entries', () => {
    const history = walked(...Array.from({ length: 80 }, (_, i) => String(i)));
    let steps = 0;
    while (history.go('back') !== undefined) steps++;
    assert.deepEqual([steps, history.current], [49, '30']);
  });
});
