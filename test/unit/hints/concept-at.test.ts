import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/catalog/catalog';
import type { Entry } from '../../../src/catalog/entry';
import { conceptAt } from '../../../src/hints/concept-at';
import { findings } from '../../../src/hints/findings';
import { Resolver } from '../../../src/resolver/resolver';
import { documentOf } from '../resolver/documents';
import { grammarFiles } from '../resolver/grammar-files';

const entry: Entry = {
  id: 'chains',
  origin: 'built-in',
  title: 'Chains',
  category: 'llm-tooling',
  summary: 'A concept that only tests know.',
  names: [
    {
      symbol: 'py:langchain.chains.*',
      kind: 'module',
      removed: 'langchain 1.0',
      replacement: [{ symbol: 'py:langchain_classic.chains', note: 'as it was' }],
    },
    { symbol: 'py:keras.old', kind: 'function', deprecated: 'keras 3.2', note: 'It warns.' },
    { symbol: 'py:torch.nn.RMSNorm', kind: 'class', roles: { eps: { keyword: 'eps', position: 1 } } },
  ],
  rules: [
    { id: 'too-new', when: 'absent(eps) and version("torch") < 2.4', level: 'error', say: 'Since 2.4.' },
    { id: 'with-hub', when: 'eps > 0 and imports("transformers")', level: 'info', say: 'Both.' },
  ],
};

describe('what the file around a place says', () => {
  const resolver = new Resolver(grammarFiles);
  before(() => resolver.load('python'));
  after(() => resolver.dispose());

  /** Rule, level and message of what is found at the bar. */
  function found(code: string, pins = '', concept: Partial<Entry> = {}): string[] {
    const at = code.indexOf('|');
    const uri = '/p/main.py';
    resolver.forget(uri);
    const analysis = resolver.analyze(documentOf(code.replace('|', ''), 'python', 1, uri));
    resolver.link(uri, {
      version: 0,
      list: (folder) => (folder === '/p' ? ['requirements.txt'] : []),
      read: (path) => (path === '/p/requirements.txt' ? documentOf(pins, 'plaintext') : undefined),
    });
    const catalog = createCatalog([{ ...entry, ...concept }]);
    const site = analysis.siteAt(at);
    const match = site && conceptAt(catalog, analysis, site);
    return match ? findings(match).map(({ rule, level, message }) => `${rule} ${level} ${message}`) : [];
  }

  const importLine = 'from langchain.chains import LLM|Chain';
  const gone = 'Gone since langchain 1.0: use langchain_classic.chains (as it was).';
  const cases: [what: string, code: string, pins: string, expected: string[]][] = [
    ['a removed name without a pin is a warning', importLine, '', [`chains/removed warning ${gone}`]],
    ['with a pin that lacks it, an error', importLine, 'langchain==1.2.0', [`chains/removed error ${gone}`]],
    ['with a pin that has it, nothing', importLine, 'langchain==0.3.27', []],
    [
      'a deprecated name says what to know',
      'from keras import o|ld',
      '',
      ['chains/deprecated info Deprecated since keras 3.2: It warns.'],
    ],
    [
      'version() is what the project pins',
      'import torch\ntorch.nn.RMS|Norm(8)',
      'torch==2.3.1',
      ['chains/too-new error Since 2.4.'],
    ],
    ['2.10 is newer than 2.4', 'import torch\ntorch.nn.RMS|Norm(8)', 'torch==2.10.0', []],
    ['an unknown version proves nothing', 'import torch\ntorch.nn.RMS|Norm(8)', 'torch>=2.0', []],
    [
      'imports() is what the file imports',
      'import torch\nfrom transformers.models import bert\ntorch.nn.RMS|Norm(8, eps=1e-6)',
      '',
      ['chains/with-hub info Both.'],
    ],
    [
      'and not a package of a longer name',
      'import torch\nimport transformersx\ntorch.nn.RMS|Norm(8, 1e-6)',
      '',
      [],
    ],
    [
      'an import that may fail is left alone',
      `try:\n    ${importLine}\nexcept ImportError:\n    pass`,
      '',
      [],
    ],
    ['also one that anything may catch', `try:\n    ${importLine}\nexcept:\n    pass`, '', []],
    [
      'an except for something else guards nothing',
      `try:\n    ${importLine}\nexcept ValueError:\n    pass`,
      '',
      [`chains/removed warning ${gone}`],
    ],
  ];
  for (const [what, code, pins, expected] of cases)
    it(what, () => assert.deepEqual(found(code, pins), expected));

  it('gives an entry only the roles that it takes from a shape', () => {
    const code = 'import torch\nnorm = torch.nn.Layer|Norm(8)\nmodel.half()';
    const names = [
      {
        symbol: 'py:torch.nn.LayerNorm',
        kind: 'class' as const,
        roles: { eps: { keyword: 'eps', default: 1e-8 } },
      },
    ];
    const rules = [
      {
        id: 'r',
        when: "dtype == 'float16' and float16(eps) == 0",
        level: 'info' as const,
        say: '{eps} is 0.',
      },
    ];
    const says = (shapes: Entry['shapes']) => found(code, '', { names, rules, shapes });
    assert.deepEqual(says({ 'half-precision': ['dtype'] }), ['chains/r info 1e-8 is 0.']);
    assert.deepEqual(says({ 'half-precision': ['type'] }), []);
    assert.deepEqual(says({ 'no-such-rule': ['dtype'] }), []);
    assert.deepEqual(says({ constructor: ['dtype'] } as unknown as Entry['shapes']), []);
    assert.deepEqual(says(undefined), []);
  });
});
