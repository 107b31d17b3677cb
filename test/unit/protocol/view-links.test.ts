import assert from 'node:assert/strict';
import { renderArticle } from '../../../src/article/render';
import type { ConceptView } from '../../../src/protocol/messages';
import { linksOf } from '../../../src/protocol/view-links';

const none: ConceptView = {
  view: 1,
  concept: 'a',
  title: 'A',
  category: 'other',
  summary: '',
  symbols: [],
  worked: [],
  articleHtml: '',
  corrections: [],
  equivalents: [],
  names: [],
  snippets: [],
  related: [],
  sources: [],
  known: false,
};

describe('the links that a page may open', () => {
  it('are those of sources, equivalents, links, article and corrections', () => {
    const { html } = renderArticle('See [a](https://a.example/?x=1&y="2") and [b](http://b.example).', {
      titles: () => undefined,
      sources: [],
    });
    const view = {
      ...none,
      articleHtml: html,
      corrections: [{ claimHtml: '<a data-url="https://c.example/">c</a>', rightHtml: '' }],
      equivalents: [{ framework: 'x', code: 'x', defaults: [], docs: 'https://d.example/' }],
      links: [{ kind: 'paper' as const, label: 'e', url: 'https://e.example/' }],
      sources: [
        { id: 'f', cite: 'f', url: 'https://f.example/' },
        { id: 'g', cite: 'g', url: 'javascript:alert(1)' },
      ],
    };
    assert.deepEqual([...linksOf(view)].sort(), [
      'https://a.example/?x=1&y=%222%22',
      'https://c.example/',
      'https://d.example/',
      'https://e.example/',
      'https://f.example/',
    ]);
  });

  it('are none where the view has none', () => assert.equal(linksOf(none).size, 0));
});
