import assert from 'node:assert/strict';
import { follow } from '../../../src/editor/follow';

describe('a span that is followed through a change', () => {
  const range = { start: 10, end: 13 };
  const cases = [
    {
      name: 'typing before it moves it',
      change: { start: 0, oldEnd: 0, newEnd: 4 },
      is: { start: 14, end: 17 },
    },
    {
      name: 'typing right before it moves it',
      change: { start: 10, oldEnd: 10, newEnd: 11 },
      is: { start: 11, end: 14 },
    },
    { name: 'typing right behind it leaves it', change: { start: 13, oldEnd: 13, newEnd: 14 }, is: range },
    {
      name: 'its replacement is the span',
      change: { start: 10, oldEnd: 13, newEnd: 15 },
      is: { start: 10, end: 15 },
    },
    {
      name: 'typing inside grows it',
      change: { start: 11, oldEnd: 11, newEnd: 12 },
      is: { start: 10, end: 14 },
    },
    {
      name: 'deleting across its start empties that part',
      change: { start: 8, oldEnd: 11, newEnd: 8 },
      is: { start: 8, end: 10 },
    },
    {
      name: 'deleting all leaves an empty span',
      change: { start: 5, oldEnd: 20, newEnd: 5 },
      is: { start: 5, end: 5 },
    },
  ];
  for (const { name, change, is } of cases) it(name, () => assert.deepEqual(follow(range, change), is));
});
