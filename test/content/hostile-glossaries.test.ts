import assert from 'node:assert/strict';
import { parseConceptFile } from '../../src/catalog/concept-file';
import { digestOf, type Digest } from '../../src/importer/digest';
import { group } from '../../src/importer/merge';
import { splitText } from '../../src/importer/split';
import { importText } from '../unit/importer/ports';

const good = (name: string) =>
  `${name}, methods\n**${name}** is a method that every text around it must leave alone.\n`;

/** A text in the middle of two entries that must come out whole. */
const hostile: [what: string, text: string][] = [
  [
    'script',
    '<script>alert(1)</script>, safety\n<script>alert(1)</script> is <img src=x onerror=alert(1)> here.\n',
  ],
  [
    'links',
    'click me, safety\n**Click me** is [a](command:evil) and [[no-such-concept]] and [[b]](javascript:alert(1)).\n',
  ],
  ['brackets', `click me, safety\n**Click me** is ${'['.repeat(50_000)}\n`],
  [
    'macros',
    'tex bomb, safety\n**TeX bomb** is $\\def\\a{\\b\\b}\\def\\b{\\a\\a}\\a$ and $\\href{javascript:alert(1)}{x}$.\n',
  ],
  ['nested braces', `tex bomb, safety\n**TeX bomb** is $${'{'.repeat(4_000)}x${'}'.repeat(4_000)}$.\n`],
  ['powers', `tex bomb, safety\n**TeX bomb** is $${'x^{'.repeat(1_500)}x${'}'.repeat(1_500)}$.\n`],
  ['dollars', `tex bomb, safety\n**TeX bomb** is ${'$'.repeat(99_000)}\n`],
  ['prices', `tex bomb, safety\n**TeX bomb** is ${'$5 and then some '.repeat(6_000)}\n`],
  ['bars', `tex bomb, safety\n**TeX bomb** is $${'|'.repeat(4_900)}$ and $${'|a'.repeat(2_000)}$.\n`],
  ['escapes', `tex bomb, safety\n**TeX bomb** is $${'\t'.repeat(2_000)}${'etain'.repeat(500)}$.\n`],
  [
    'yaml',
    `"&a [*a,*a]": !!js/function x, safety\n"&a [*a,*a]" is --- a document\n---\nsummary: evil\n...\n`,
  ],
  [
    'control',
    'con\u0000trol\u0007, safety\n**con\u0000trol\u0007** is \u0000\u0001\u001b[31mred\u0085\u2028 text.\n',
  ],
  ['direction', 'admin\u202Enimda, safety\n**admin\u202Enimda** is \u2066hidden\u2069\u200B text.\n'],
  ['surrogates', 'lone \uD800, safety\n**lone \uD800** is \uDFFF text with \uFFFD\uFFFD.\n'],
  ['prototypes', '__proto__, constructor, safety\n**__proto__** is `constructor` and toString.\n'],
  ['long line', `long line, safety\n**Long line** is ${'very '.repeat(400_000)}long.\n`],
  ['one word', `long word, safety\n**Long word** is ${'a'.repeat(1_000_000)}\n`],
  ['commas', `${'a, '.repeat(50_000)}b\n`],
  ['stars', `stars, safety\n${'*'.repeat(90_000)}\n${'**a**: '.repeat(9_000)}\n`],
  [
    'spaces',
    `spaces, safety\n**Spaces** is ${' '.repeat(90_000)}x\n**a${' '.repeat(15_000)}b**\nc${' '.repeat(15_000)}:\n`,
  ],
  ['fence', 'open fence, safety\n**Open fence** is code:\n```python\nx = 1\n'],
  ['blocks', `deep code, safety\n**Deep code** is code:\n\`\`\`python\n${'if x:\n'.repeat(8_000)}\`\`\`\n`],
  ['parentheses', `deep code, safety\n**Deep code** is code:\nx = f(\n${'(\n'.repeat(8_000)}\n`],
  ['table', `tables, safety\n**Tables** is a table:\n${'|'.repeat(90_000)}\n${'|-'.repeat(40_000)}\n`],
];

const unseen =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u202A-\u202E\u2066-\u2069]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])/;

describe('hostile glossaries', () => {
  for (const [what, text] of hostile)
    it(`costs only its own entry: ${what}`, async () => {
      const { files, entries } = await importText(`${good('safe first')}${text}${good('safe second')}`, {
        size: 65_536,
      });
      const terms = entries.map(({ term }) => term);
      assert.ok(terms.includes('safe first') && terms.includes('safe second'), terms.join());
      assert.match(files.get('safe-second.md') ?? '', /^summary: Method that every text/m);
      for (const [name, content] of files) {
        const { problems } = parseConceptFile(content, name);
        assert.deepEqual(
          problems.filter(({ severity }) => severity === 'error'),
          [],
          name,
        );
        assert.doesNotMatch(content, unseen);
        assert.doesNotMatch(content, /\[\[[\w-]+\]\]/);
      }
    });

  const broken: [fileName: string, text: string][] = [
    ['a.csv', `term,definition\n"never closed,${'x\n'.repeat(2_000)}`],
    ['a.csv', `term,definition\n${'"'.repeat(90_001)}\n`],
    ['a.json', '{"a": '],
    ['a.json', `${'['.repeat(200_000)}${']'.repeat(200_000)}`],
    ['a.json', `[{"term": "x", "definition": ${'['.repeat(9_000)}${']'.repeat(9_000)}}]`],
    [
      'a.json',
      '{"__proto__": "a prototype is no entry to fear", "constructor": {"definition": "builds things"}}',
    ],
    ['a.md', `${'#'.repeat(90_000)}\n## ${'a'.repeat(90_000)}\n`],
    ['a.md', `# \n${'## x\n'.repeat(20_000)}`],
    ['a.txt', ''],
    ['a.txt', '\uFEFF'],
    ['a.txt', '\n'.repeat(100_000)],
    ['a.bin', Array.from({ length: 50_000 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join('')],
  ];
  for (const [fileName, text] of broken)
    it(`never throws: ${fileName} ${JSON.stringify(text.slice(0, 20))}`, async () => {
      const { files } = await importText(text, { fileName, size: 65_536 });
      for (const [name, content] of files)
        assert.deepEqual(
          parseConceptFile(content, name).problems.filter(({ severity }) => severity === 'error'),
          [],
        );
    });

  it('names every line of what is told too often', async () => {
    const count = 20_010;
    const lines = Array.from({ length: count }, (_, i) => `\u200ba ${i}`);
    const { doubts } = await importText(`${good('safe first')}${lines.join('\n')}\n`, { size: 65_536 });
    const of = doubts.filter(({ code }) => code === 'hidden');
    const told = new Set(of.flatMap(({ line, also = [] }) => [line, ...also]));
    assert.equal(told.size, count);
  });

  it('splits and merges 100,000 entries', async () => {
    async function* text() {
      for (let i = 0; i < 100_000; i += 1_000)
        yield await Promise.resolve(
          Array.from({ length: 1_000 }, (_, k) => good(`method ${(i + k).toString(36)} of many`)).join(''),
        );
    }
    const digests: Digest[] = [];
    for await (const batch of splitText(text(), 'many.txt', () => {}))
      for (const entry of batch) digests.push(digestOf(entry, digests.length));
    assert.equal(digests.length, 100_000);
    assert.equal(group(digests, () => {}).groups.length, 100_000);
  });
});
