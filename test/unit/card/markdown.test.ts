import assert from 'node:assert/strict';
import fc from 'fast-check';
import markdownIt from 'markdown-it';
import { marked } from 'marked';
import type { CardAction, HoverCard } from '../../../src/card/hover-card';
import { hoverMarkdown } from '../../../src/card/markdown';
import { escapeMarkdown } from '../../../src/util/markdown-text';
import { palettes } from '../../../src/util/palettes';

const palette = palettes.dark;
const link = (action: CardAction): string =>
  `command:gloss.${action}?${encodeURIComponent(JSON.stringify([{ uri: "file:///a b/(x)'.py" }]))}`;
const plain: HoverCard = {
  concept: 'x',
  title: 'Label smoothing',
  category: 'regularization',
  actions: ['explain', 'demo', 'insert', 'know'],
  summary: 'Mixes the target with the uniform distribution.',
  worked: ['0.91 for the true class', 'loss floor 0.5'],
  verdict: { level: 'usual', text: '0.1 is usual (0.05 – 0.2; Szegedy et al. 2016)' },
  folded: false,
};
const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';

const permissive = markdownIt({ html: true, linkify: true });
permissive.validateLink = () => true;
/** The renderer of VS Code, and one that takes HTML and bare addresses. */
const renderers: Record<string, (markdown: string) => string> = {
  marked: (markdown) => marked.parse(markdown, { async: false }),
  'markdown-it': (markdown) => permissive.render(markdown),
};

const tags = (html: string): string[] => [...html.matchAll(/<(\/?[^\s>]*)/g)].map(([, name]) => name!);
const attribute = (html: string, name: string): string[] =>
  [...html.matchAll(new RegExp(` ${name}="([^"]*)"`, 'g'))].map(([, value]) => value!);

describe('a card as Markdown', () => {
  it('puts title and links on the first line, and nothing else into the trusted text', () => {
    const { head, body } = hoverMarkdown(plain, { link, palette });
    const html = renderers['marked']!(head);
    assert.match(html, /^<p><strong>Label smoothing<\/strong> · regularization/);
    assert.deepEqual(attribute(html, 'href').length, 4);
    for (const label of ['Explain', 'Demo', 'Insert', 'I\u00a0know\u00a0this'])
      assert.ok(html.includes(`>${label}</a>`));
    assert.doesNotMatch(head, /\n/);
    assert.doesNotMatch(body, /command:/);
  });

  it('keeps the address of a link, whatever is in it', () => {
    const { head } = hoverMarkdown(plain, { link, palette });
    for (const render of Object.values(renderers)) {
      const href = attribute(render(head), 'href')[0]!;
      const argument = href.replaceAll('&amp;', '&').replace('command:gloss.explain?', '');
      assert.deepEqual(JSON.parse(decodeURIComponent(argument)), [{ uri: "file:///a b/(x)'.py" }]);
    }
  });

  it('has summary, formula, numbers, picture and verdict in this order', () => {
    const card: HoverCard = {
      ...plain,
      formula: { svg, width: 100, height: 15 },
      tex: 'x^2',
      picture: { svg, width: 480, height: 40, text: 'Two bars.' },
    };
    const { body } = hoverMarkdown(card, { link, palette });
    const html = renderers['marked']!(body);
    assert.deepEqual(attribute(html, 'alt'), ['x&#94;2', 'Two bars&#46;', 'usual']);
    const order = ['Mixes', 'alt="x', '91 for the true', 'loss floor', 'alt="Two', 'is usual'].map((text) =>
      html.indexOf(text),
    );
    assert.deepEqual(
      order,
      [...order].sort((a, b) => a - b),
    );
    assert.ok(order[0]! >= 0);
  });

  it('shows TeX as code where no image is there yet', () => {
    const { body } = hoverMarkdown({ ...plain, tex: 'a `b` $(c)' }, { link, palette });
    assert.match(renderers['marked']!(body), /<code>a `b` \$\(c\)<\/code>/);
  });

  it('is one line where the user knows the concept', () => {
    const { head, body } = hoverMarkdown(
      { ...plain, actions: ['explain', 'unknow'], folded: true },
      { link, palette },
    );
    assert.equal(body, '');
    assert.deepEqual(attribute(renderers['marked']!(head), 'href').length, 2);
  });

  it('stays far below the length at which the editor cuts', () => {
    const long = 'x<>&'.repeat(100_000);
    const card: HoverCard = {
      ...plain,
      title: long,
      pack: long,
      summary: long,
      worked: [long, long, long],
      tex: long,
      verdict: { level: 'error', text: long },
      picture: { svg: `<svg>${'x'.repeat(39_000)}</svg>`, width: 1, height: 1, text: long },
    };
    const { head, body } = hoverMarkdown(card, { link, palette });
    assert.ok(head.length < 90_000 && body.length < 90_000, `${head.length} ${body.length}`);
    assert.match(body, /x+%3C\/svg%3E">/);
  });
});

describe('hostile text in a card', () => {
  const attacks = [
    '](command:workbench.action.quit)',
    '[x](command:workbench.action.quit)',
    '![x](https://track.example/p.png)',
    '<img src=x onerror=alert(1)>',
    '<a href="command:x">y</a>',
    '<https://evil.example>',
    'https://evil.example',
    'www.evil.example',
    'me@evil.example',
    '`code`',
    '``` \ncode',
    '$(alert) $(sync~spin)',
    '\\](x)',
    '**bold** __b__ *i* _i_ ~~s~~',
    '# heading',
    '\n# heading\n',
    '\n\n---\n\n',
    '\n> quote',
    '\n- item\n1. item',
    '\n    code',
    '| a | b |\n|---|---|\n| c | d |',
    '[ref]: https://evil.example\n[ref]',
    '&lt;script&gt; &#60;b&#62;',
    '"onload="alert(1)',
    '\u0000\u0007\u202e\u2028\ud800',
    '{constructor}',
    '[^1]',
    ':emoji:',
    '|width=9999,height=9999',
  ];
  const text = fc
    .array(fc.oneof(fc.constantFrom(...attacks), fc.string(), fc.string({ unit: 'binary' })), {
      maxLength: 6,
    })
    .map((parts) => parts.join(' '));

  function assertHarmless(card: HoverCard): void {
    const { head, body } = hoverMarkdown(card, { link, palette });
    for (const [name, render] of Object.entries(renderers)) {
      const [first, rest] = [render(head), render(body)];
      const allowed = ['p', '/p', 'strong', '/strong', 'a', '/a'];
      assert.deepEqual(
        tags(first).filter((tag) => !allowed.includes(tag)),
        [],
        `${name}: ${first}`,
      );
      assert.equal(attribute(first, 'href').length, card.actions.length, `${name}: ${first}`);
      assert.ok(attribute(first, 'href').every((href) => href.startsWith('command:gloss.')));
      // VS Code makes icons of what its renderer gives.
      if (name === 'marked') assert.doesNotMatch(first, /\$\(/);
      const shown = ['p', '/p', 'br', 'img', 'code', '/code'];
      assert.deepEqual(
        tags(rest).filter((tag) => !shown.includes(tag)),
        [],
        `${name}: ${rest}`,
      );
      assert.ok(attribute(rest, 'src').every((src) => src.startsWith('data:image/svg+xml,')));
      const images = rest.match(/<img [^>]*>/g) ?? [];
      const ours = /^<img (?:align="absmiddle" )?alt="[^"]*" src="[^"]*">$/;
      for (const image of images) assert.match(image, ours);
      assert.equal(images.length, 1 + (card.picture ? 1 : 0) + (card.formula ? 1 : 0));
    }
  }

  for (const attack of attacks)
    it(`stays text: ${JSON.stringify(attack)}`, () =>
      assertHarmless({
        ...plain,
        title: `a ${attack} b`,
        category: attack,
        pack: attack,
        summary: `a${attack}`,
        worked: [attack, `b ${attack}`],
        tex: `${attack} b`,
        verdict: { level: 'warning', text: attack },
        picture: { svg, width: 480, height: 40, text: attack },
      }));

  it('stays text whatever is put together', () => {
    fc.assert(
      fc.property(text, text, text, text, text, fc.boolean(), (a, b, c, d, e, image) =>
        assertHarmless({
          ...plain,
          title: `T${a}`,
          pack: b,
          summary: `S${c}`,
          worked: [d, a],
          ...(image ? { formula: { svg, width: 9, height: 9 } } : {}),
          tex: `t${e}`,
          verdict: { level: 'error', text: `V${e}` },
          picture: { svg, width: 480, height: 40, text: b },
        }),
      ),
      { numRuns: 60 },
    );
  });

  it('is shown as it is', () => {
    for (const attack of attacks.slice(0, 12)) {
      const shown = renderers['marked']!(escapeMarkdown(attack))
        .replace(/<\/?p>/g, '')
        .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
      assert.equal(shown.trim(), attack.replace(/\s+/g, ' ').trim());
    }
  });
});
