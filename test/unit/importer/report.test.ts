import assert from 'node:assert/strict';
import { reportMarkdown } from '../../../src/importer/report';

describe('reportMarkdown', () => {
  it('lists what to look at first, and lets no text of the glossary become Markdown', () => {
    const text = reportMarkdown(
      {
        entries: [{ line: 1, term: 'a', concept: 'a' }],
        concepts: 1,
        merged: [],
        isCancelled: true,
        doubts: [
          { line: 3, code: 'apart', text: "'[x](command:evil)' <img> and `y` are kept apart" },
          { line: 9, code: 'formula', text: "In '\\beta', something." },
        ],
      },
      'raw.txt',
      '.gloss/raw',
    );
    assert.ok(text.indexOf('## Formulas to check (1)') < text.indexOf('## Entries kept apart (1)'));
    assert.match(text, /cancelled/);
    assert.ok(text.includes("- line 3: '\\[x\\](command:evil)' \\<img\\> and \\`y\\` are kept apart"), text);
  });
});
