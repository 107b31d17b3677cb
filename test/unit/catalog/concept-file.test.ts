import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { parseConceptFile } from '../../../src/catalog/concept-file';

const file = 'concepts/focal-loss.md';
const text = `---
title: Focal loss
category: loss
summary: Down-weights easy examples so that the hard ones dominate.
names:
  - symbol: py:torchvision.ops.sigmoid_focal_loss
    kind: function
    roles: {gamma: {keyword: gamma, position: 3, default: 2}}
keys: [focal_gamma, {key: focal-gamma, role: gamma}]
words: [focal loss]
worked:
  given: {p: {default: 0.9}}
  lines: ['(1 - {p})^{gamma} = {(1 - p) ** gamma}']
limits:
  - {role: gamma, type: float, hard: '[0, inf)', usual: '{1, 2, 5}', source: lin2017}
rules:
  - {id: zero, when: gamma == 0, level: info, say: 'With {gamma} it is cross-entropy.', source: derived}
sources: [{id: lin2017, cite: 'Lin et al. 2017, ICCV', url: 'https://arxiv.org/abs/1708.02002'}]
---

## Idea
Easy examples count less [@lin2017].
`;

describe('parseConceptFile', () => {
  it('reads front matter and article', () => {
    const { entry, problems, articleLine } = parseConceptFile(text, file);
    assert.deepEqual(problems, []);
    assert.equal(entry?.id, 'focal-loss');
    assert.equal(entry?.origin, 'built-in');
    assert.equal(entry?.title, 'Focal loss');
    assert.equal(entry?.names?.[0]?.roles?.gamma?.default, 2);
    assert.equal(entry?.article, '## Idea\nEasy examples count less [@lin2017].\n');
    assert.equal(text.split('\n')[articleLine - 1], '## Idea');
  });

  it('reads the same through CRLF and a byte order mark', () => {
    const plain = parseConceptFile(text, file);
    assert.deepEqual(parseConceptFile(`\uFEFF${text.replaceAll('\n', '\r\n')}`, file), plain);
  });

  it('keeps the origin of a pack', () => {
    const origin = { pack: 'team', file: 'a.md' };
    assert.deepEqual(parseConceptFile(text, file, origin).entry?.origin, origin);
  });

  it('reads every entry that ships', () => {
    const path = 'concepts/label-smoothing.md';
    const { entry, problems } = parseConceptFile(readFileSync(path, 'utf8'), path);
    assert.deepEqual(problems, []);
    assert.equal(entry?.id, 'label-smoothing');
  });

  const defects: [
    name: string,
    from: string,
    to: string,
    code: string,
    at: [number, number],
    message: string | RegExp,
  ][] = [
    [
      'a wrong category',
      'category: loss',
      'category: los',
      'schema',
      [3, 11],
      /^category: must be one of .*; did you mean loss\?\.$/,
    ],
    ['a missing field', 'category: loss\n', '', 'schema', [2, 1], "'category' is missing."],
    [
      'a long summary',
      'Down-weights',
      'Down-weights '.repeat(12),
      'schema',
      [4, 10],
      /^summary: has \d+ characters; at most 140/,
    ],
    ['an unknown field', 'words:', 'wordz:', 'schema', [10, 1], "'wordz' is not a field of this format."],
    [
      'a field of the wrong kind',
      'words: [focal loss]',
      'words: focal',
      'schema',
      [10, 8],
      'words: must be a list, not text.',
    ],
    [
      'a word of the wrong kind',
      '[focal loss]',
      '[focal loss, [a]]',
      'schema',
      [10, 21],
      'words[1]: must be text or a mapping, not a list.',
    ],
    [
      'an unknown field of a key',
      'role: gamma}]',
      'rol: gamma}]',
      'schema',
      [9, 40],
      "keys[1]: 'rol' is not a field of this format.",
    ],
    [
      'a symbol without language',
      'py:torchvision',
      'torchvision',
      'schema',
      [6, 13],
      /^names\[0\]\.symbol: must be a symbol with its language/,
    ],
    [
      'a link that is not https',
      'https://arxiv',
      'http://arxiv',
      'schema',
      [18, 61],
      'sources[0].url: must be an address that begins with https://.',
    ],
    ['a broken expression', 'gamma == 0', 'gamma = 0', 'expression', [17, 22], /'=' is not understood/],
    ['a broken template', '{gamma} it', '{gamma it', 'expression', [17, 52], /never closed/],
    ['an unknown role', 'gamma == 0', 'gama == 0', 'unknown-role', [17, 22], /did you mean gamma/],
    ['a broken interval', "'[0, inf)'", "'[1, 0)'", 'interval', [15, 38], /lower bound first/],
    ['usual values out of bounds', '{1, 2, 5}', '{-1, 2}', 'interval', [15, 57], /outside the hard limit/],
    ['an unknown source', 'source: derived', 'source: me', 'unknown-source', [17, 97], /no source 'me'/],
    [
      'a word rule without text',
      '[focal loss]',
      '[{near: [a]}]',
      'words',
      [10, 9],
      /either 'text' or 'anyOf'/,
    ],
    ['broken YAML', 'words: [focal loss]', 'words: [focal loss', 'yaml', [11, 1], /./],
    ['a key that stands twice', 'category: loss', 'title: Again', 'yaml', [3, 1], /unique/],
    ['a tag', 'title: Focal', 'title: !!js/function Focal', 'yaml', [2, 8], /Tags/],
    [
      'a merge key',
      'words: [focal loss]',
      '<<: {words: [a b]}',
      'schema',
      [10, 1],
      "'<<' is not a field of this format.",
    ],
    ['front matter that is no mapping', 'title: Focal loss', '- a\n---\n', 'yaml', [2, 1], /mapping/],
  ];
  for (const [name, from, to, code, at, message] of defects)
    it(`names ${name} with its place`, () => {
      const { entry, problems } = parseConceptFile(text.replace(from, to), file);
      assert.equal(entry, undefined);
      const [first] = problems;
      assert.ok(first);
      assert.equal(first.code, code, first.message);
      if (typeof message === 'string') assert.equal(first.message, message);
      else assert.match(first.message, message);
      assert.deepEqual([first.line, first.column], at);
      assert.deepEqual([first.file, first.severity], [file, 'error']);
    });

  it('warns of a word that is too common and still gives the entry', () => {
    const { entry, problems } = parseConceptFile(text.replace('[focal loss]', '[loss]'), file);
    assert.ok(entry);
    assert.deepEqual(
      problems.map(({ code, severity, line }) => [code, severity, line]),
      [['words', 'warning', 10]],
    );
  });

  for (const [path, line] of [
    ['concepts/Focal.md', 1],
    ['concepts/__proto__.md', 1],
    ['', 1],
  ] as const)
    it(`refuses the file name '${path}'`, () => {
      const { entry, problems } = parseConceptFile(text, path);
      assert.equal(entry, undefined);
      assert.deepEqual([problems[0]?.code, problems[0]?.line], ['file-name', line]);
    });

  it('treats constructor and __proto__ as ordinary names', () => {
    assert.equal(parseConceptFile(text, 'concepts/constructor.md').entry?.id, 'constructor');
    const { problems } = parseConceptFile(
      text.replace('words:', '__proto__: {title: x}\nconstructor: 1\nwords:'),
      file,
    );
    assert.deepEqual(
      problems.map((problem) => problem.message),
      ["'__proto__' is not a field of this format.", "'constructor' is not a field of this format."],
    );
    const roles = parseConceptFile(
      text.replace('roles: {gamma', 'roles: {__proto__: {default: 1}, gamma'),
      file,
    );
    assert.equal(({} as { default?: unknown }).default, undefined);
    assert.ok(roles.entry);
  });

  const around = (yaml: string) => `---\n${yaml}\n---\n`;
  const hostile: [name: string, text: string][] = [
    ['nothing', ''],
    ['no front matter', '# Title\n'],
    ['an open front matter', '---\ntitle: x\n'],
    ['an empty front matter', '---\n---\n'],
    ['binary', '---\n\0\u0001\uD800\n---\n'],
    ['10 MB', 'x'.repeat(10_000_000)],
    ['a long front matter', around(`a: ${'x'.repeat(200_000)}`)],
    ['deep brackets', around('['.repeat(90_000))],
    ['deep lists', around('- '.repeat(40_000))],
    ['explicit keys', around('? '.repeat(40_000))],
    ['many keys', around('k: 1\n'.repeat(15_000))],
    ['many tags', around('!!str '.repeat(15_000))],
    ['many anchors', around('&a '.repeat(30_000))],
    ['many closing brackets', around(']'.repeat(90_000))],
    ['many colons', around('a: '.repeat(30_000))],
    ['a directive', around('%YAML 1.1\n---\na: 1')],
    [
      'an alias bomb',
      around(
        ['a: &a [x, x, x, x, x, x, x, x, x]']
          .concat(
            [...'bcdefghi'].map((c, i) => `${c}: &${c} [${Array(6).fill(`*${'abcdefghi'[i]}`).join(', ')}]`),
          )
          .join('\n'),
      ),
    ],
    ['an alias to itself', around('a: &a [*a]')],
  ];
  for (const [name, source] of hostile)
    it(`survives ${name}`, () => {
      const { entry, problems } = parseConceptFile(source, file);
      assert.equal(entry, undefined);
      assert.ok(problems.length > 0 && problems.every((p) => p.line >= 1 && p.column >= 1));
    });

  it('never throws', () => {
    const parts = text.split(/(\s+|[{}[\],:])/);
    const mixed = fc.array(fc.constantFrom(...parts, '&a', '*a', '!', '|', '>', '?', '- '), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(mixed, (m) => void parseConceptFile(`---\n${m.join('')}\n---\n`, file)),
      { numRuns: 300 },
    );
  });
});
