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

  it('names every line of what is too much to be written out', () => {
    const doubts = [
      ...Array.from({ length: 2_001 }, (_, i) => ({ line: i + 1, code: 'formula', text: 'one' })),
      {
        line: 2_004,
        code: 'formula',
        text: '3 more of this kind are not written out.',
        also: [2_005, 2_009],
      },
    ];
    const text = reportMarkdown(
      { entries: [], concepts: 0, merged: [], isCancelled: false, doubts },
      'a',
      'b',
    );
    assert.match(text, /- … and lines 2001, 2004–2005, 2009\n/);
  });
});
