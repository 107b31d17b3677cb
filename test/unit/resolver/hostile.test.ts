import { strict as assert } from 'node:assert';
import { Resolver } from '../../../src/resolver/resolver';
import type { Analysis } from '../../../src/resolver/site';
import { documentOf } from './documents';
import { grammarFiles } from './grammar-files';

const languages = [
  'python',
  'typescript',
  'typescriptreact',
  'javascript',
  'yaml',
  'json',
  'toml',
  'r',
  'unknown',
];

function probe(analysis: Analysis, offsets: readonly number[]): void {
  for (const offset of offsets) analysis.siteAt(offset);
  let count = 0;
  for (const site of analysis.sites()) if (site.range.end >= 0 && ++count === 200) break;
  assert.ok(Array.isArray(analysis.imports));
  assert.equal(typeof analysis.has.ml, 'boolean');
}

describe('resolver on hostile input', function () {
  this.timeout(30_000);
  const resolver = new Resolver(grammarFiles);

  before(async () => {
    for (const language of languages) assert.deepEqual(await resolver.load(language), { ok: true });
  });
  after(() => resolver.dispose());

  const n = 10_000;
  const some = 1000;
  const texts: Readonly<Record<string, string>> = {
    nothing: '',
    'one character': 'x',
    blanks: ' \n\t\n\f\n',
    'nested parentheses': `x = ${'('.repeat(n)}1${')'.repeat(n)}\n`,
    'unclosed parentheses': 'f('.repeat(n),
    'nested lists': `${'['.repeat(some)}${']'.repeat(some)}`,
    'nested braces': '{'.repeat(n),
    'nested objects': `const x = ${'{a:'.repeat(some)}1${'}'.repeat(some)};`,
    'a chain of members': `import torch\n${'a.'.repeat(n)}a`,
    'a chain of calls': `f${'()'.repeat(some)}`,
    'a long sum': `x = ${'1 + '.repeat(some)}1\n`,
    'many signs': `x = ${'-'.repeat(some)}1\n`,
    'many else ifs': `if (a) {} ${'else if (a) {}'.repeat(some)}`,
    'nested functions': Array.from({ length: 200 }, (_, i) => `${' '.repeat(i)}def f${i}(x=1):\n`).join(''),
    'open quotes': `x = """${'a'.repeat(n)}`,
    'lone surrogates': 'x = "\ud83c" \udf0a = 1',
    'only carriage returns': 'import torch\rx = torch.nn.LayerNorm(8)\r',
    'yaml aliases': `a: &a [x]\n${Array.from({ length: 30 }, (_, i) => `b${i}: &b${i} [*a, *a]\n`).join('')}`,
  };
  for (const language of languages) {
    for (const [name, text] of Object.entries(texts)) {
      it(`answers in ${language}: ${name}`, () => {
        const { length } = text;
        const analysis = resolver.analyze(documentOf(text, language));
        probe(analysis, [0, 1, length >> 1, (length >> 1) + 1, length - 1, length]);
      });
    }
  }

  it('answers nothing outside the text', () => {
    const analysis = resolver.analyze(documentOf('import torch'));
    for (const offset of [-1, 13, 1e9, NaN, Infinity]) assert.equal(analysis.siteAt(offset), undefined);
  });

  for (const [name, text] of [
    ['10 MB', 'x = 1\n'.repeat(1_800_000)],
    ['a line of a megabyte', `import torch\nx = "${'a'.repeat(1_000_000)}"\n`],
    ['binary', 'import torch\n\0\x01\x02'],
  ] as const) {
    it(`steps aside: ${name}`, () => {
      const analysis = resolver.analyze(documentOf(text));
      assert.equal(analysis.parsed, false);
      assert.equal(analysis.siteAt(8), undefined);
      assert.deepEqual([...analysis.sites()], []);
      assert.deepEqual(analysis.has, { ml: false, numeric: false });
    });
  }

  it('takes the names of object members for ordinary identifiers', () => {
    const names = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf'];
    const text = names
      .map((name) => `${name} = ${name}(${name}=${name}.${name}, k={"${name}": 1})\n`)
      .join('');
    const sites = [...resolver.analyze(documentOf(text)).sites()];
    assert.equal(sites.filter((site) => names.includes(site.text)).length, 30);
    assert.deepEqual(
      sites.filter((site) => site.symbol !== undefined),
      [],
    );
    const value = sites.find((site) => site.text === '__proto__' && site.place === 'key')?.argument;
    assert.equal(value?.path, 'k.__proto__');
  });

  it('ends where names lead to each other', () => {
    const lines = Array.from({ length: 60 }, (_, i) => `a${i} = a${i + 1} + a${i + 1}\n`);
    const text = `${lines.join('')}a60 = a0\nf(x=a0)\nclass A(B): pass\nclass B(A): pass\nB()\n`;
    const analysis = resolver.analyze(documentOf(text));
    assert.equal(analysis.siteAt(text.indexOf('x=a0'))?.argument?.literal, undefined);
    assert.deepEqual(analysis.siteAt(text.indexOf('B()'))?.call?.callee.bases, []);
  });
});

describe('resolver without grammars', () => {
  it('says why a grammar cannot be read, and reads words', async () => {
    const resolver = new Resolver({ read: () => Promise.reject(new Error('no such file')) });
    assert.deepEqual(await resolver.load('python'), {
      ok: false,
      reason: 'the python grammar cannot be loaded: no such file',
    });
    assert.equal(resolver.ready('python'), false);
    const analysis = resolver.analyze(documentOf('import torch\nls = 0.1  # label smoothing'));
    assert.equal(analysis.parsed, false);
    assert.equal(analysis.has.ml, true);
    assert.deepEqual(
      [...analysis.sites()].map(({ text, place }) => `${place} ${text}`),
      ['word import', 'word torch', 'word ls', 'comment label', 'comment smoothing'],
    );
    resolver.dispose();
  });

  it('says that a grammar is broken, and loads it when it is whole again', async () => {
    let broken = true;
    const resolver = new Resolver({
      read: async (name) =>
        name === 'python' && broken ? new Uint8Array([0, 97, 115]) : grammarFiles.read(name),
    });
    const document = documentOf('import torch');
    const failed = await resolver.load('python');
    assert.ok(!failed.ok && failed.reason.startsWith('the python grammar cannot be loaded: '));
    assert.equal(resolver.analyze(document).parsed, false);
    broken = false;
    assert.deepEqual(await resolver.load('python'), { ok: true });
    assert.equal(resolver.analyze(document).parsed, true, 'the same document is read again');
    resolver.dispose();
  });

  it('is ready at once for languages that are read for words alone', async () => {
    const resolver = new Resolver({ read: () => Promise.reject(new Error('not asked')) });
    for (const language of ['r', 'plaintext']) {
      assert.equal(resolver.ready(language), true);
      assert.deepEqual(await resolver.load(language), { ok: true });
    }
  });

  it('reads configs for words until their parsers are loaded', async () => {
    const resolver = new Resolver({ read: () => Promise.reject(new Error('not asked')) });
    const document = { uri: 'file:///a.yaml', version: 1, languageId: 'yaml', text: 'smoothing: 0.1\n' };
    assert.equal(resolver.ready('yaml'), false);
    assert.equal(resolver.analyze(document).parsed, false);
    assert.deepEqual(await resolver.load('yaml'), { ok: true });
    assert.equal(resolver.ready('yaml'), true);
    assert.equal(resolver.analyze(document).parsed, true, 'the same document is read again');
  });
});
