import assert from 'node:assert/strict';
import type { Entry } from '../../src/catalog/entry';
import { createSearch, type Search } from '../../src/search/search';
import { readConcepts } from '../../tools/read-concepts';

describe('the search of the concepts', () => {
  let entries: readonly Entry[];
  let search: Search['search'];
  before(async () => {
    entries = await readConcepts();
    ({ search } = createSearch(entries));
  });

  const misses = (texts: (entry: Entry) => readonly string[]) =>
    entries.flatMap((entry) =>
      texts(entry)
        .map((text) => ({ text, id: entry.id, first: search(text)[0]?.id }))
        .filter(({ id, first }) => first !== id),
    );

  it('finds each title', () =>
    assert.deepEqual(
      misses(({ title }) => [title]),
      [],
    ));

  it('finds each symptom', () =>
    assert.deepEqual(
      misses(({ symptoms }) => symptoms ?? []),
      [],
    ));
});
