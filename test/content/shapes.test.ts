import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';
import { rules } from '../../src/hints/rules/all.generated';
import { loadContent } from '../../tools/checks/content';
import { shapes } from '../../tools/checks/shapes';
import { testCheck } from './check';

testCheck('shapes', shapes, [
  {
    title: 'a rule that does not exist',
    replace: ['keys: [dropout]', 'keys: [dropout]\nshapes:\n  two-dropouts: [p]'],
    problem: ['unknown-shape', 'concepts/dropout.md', 13],
    says: /no src\/hints\/rules\/two-dropouts\.ts/,
  },
  {
    title: 'a role that the rule does not give',
    replace: ['keys: [dropout]', 'keys: [dropout]\nshapes:\n  half-precision: [p]'],
    problem: ['unknown-role', 'concepts/dropout.md', 13],
    says: /half-precision gives no 'p', but dtype/,
  },
]);

describe('rules over the shape of code', () => {
  it('are each wanted by an entry, and answer for one that wants them', async () => {
    const { concepts } = await loadContent(fileURLToPath(new URL('../..', import.meta.url)));
    const wanted = (id: string, concept?: string) =>
      concepts.some(({ entry }) => entry?.shapes?.[id] && (concept ?? entry.id) === entry.id);
    for (const [id, { concept }] of rules) assert.ok(wanted(id, concept), id);
  });
});
