import { strict as assert } from 'node:assert';
import { candidates, hasLearningBeside } from '../../../src/resolver/project';
import { Resolver } from '../../../src/resolver/resolver';
import type { Site } from '../../../src/resolver/site';
import { documentOf } from './documents';
import { grammarFiles } from './grammar-files';

const project: Readonly<Record<string, string>> = {
  '/p/app/norms.py': [
    'from functools import partial',
    'import torch.nn as nn',
    'from .base import Base, LIMIT',
    'class Norm(nn.LayerNorm):\n  pass',
    'class Deep(Base):\n  pass',
    'LN = nn.LayerNorm',
    'Small = partial(nn.LayerNorm, eps=1e-6)',
    'def make(d):\n  return nn.LayerNorm(d)',
    'EPS = 1e-5',
    'CHANGED = 1\nCHANGED = compute()',
    'shared = nn.LayerNorm(3)',
  ].join('\n'),
  '/p/app/base.py': 'import torch\nLIMIT = 3\nclass Base(torch.nn.Dropout):\n  pass\n',
  '/p/app/__init__.py': 'from .norms import Norm as ExportedNorm\n',
  '/p/app/loop.py': 'from .loop2 import X\n',
  '/p/app/loop2.py': 'from .loop import X\n',
  '/p/web/layers.ts':
    'import * as tf from "@tensorflow/tfjs";\nexport const norm = tf.layers.layerNormalization;\nexport default class Mine extends tf.layers.Layer {}\nexport const EPS = 1e-3;\n',
};

const files = {
  version: 0,
  list: (folder: string) =>
    Object.keys(project)
      .filter((path) => path.slice(0, path.lastIndexOf('/')) === folder)
      .map((path) => path.slice(folder.length + 1)),
  read: (path: string) => {
    const text = project[path];
    if (text === undefined) return undefined;
    return documentOf(text, path.endsWith('.py') ? 'python' : 'typescript', 1, path);
  },
};

const symbol = (site: Site): unknown => site.symbol;
const callee = ({ call }: Site): unknown => call?.callee.symbol ?? call?.callee.bases?.[0];
const literal = ({ argument }: Site): unknown => argument?.literal?.value;

const cases: readonly [
  what: string,
  path: string,
  text: string,
  ask: (site: Site) => unknown,
  expected: unknown,
][] = [
  ['a class', '/p/app/main.py', 'from .norms import Norm\n‸Norm(3)', symbol, 'py:torch.nn.LayerNorm'],
  [
    'the arguments of a class',
    '/p/app/main.py',
    'from .norms import Norm\nNorm(3, ‸eps=1)',
    callee,
    'py:torch.nn.LayerNorm',
  ],
  ['an alias', '/p/app/main.py', 'from app.norms import LN\nLN(3, ‸eps=1)', callee, 'py:torch.nn.LayerNorm'],
  ['a module', '/p/app/main.py', 'from . import norms\nnorms.‸LN(3)', symbol, 'py:torch.nn.LayerNorm'],
  [
    'a module by its full name',
    '/p/main.py',
    'import app.norms\napp.norms.‸LN(3)',
    symbol,
    'py:torch.nn.LayerNorm',
  ],
  [
    'a class of a class',
    '/p/app/main.py',
    'from .norms import Deep\n‸Deep(3)',
    symbol,
    'py:torch.nn.Dropout',
  ],
  [
    'what is exported again',
    '/p/main.py',
    'from app import ExportedNorm\n‸ExportedNorm(3)',
    symbol,
    'py:torch.nn.LayerNorm',
  ],
  [
    'a base class',
    '/p/app/main.py',
    'from .norms import Norm\nclass A(Norm):\n  def f(self):\n    super().‸forward()',
    symbol,
    'py:torch.nn.LayerNorm.forward',
  ],
  [
    'what a function gives',
    '/p/app/main.py',
    'from .norms import make\nmake(3).‸eps',
    symbol,
    'py:torch.nn.LayerNorm.eps',
  ],
  [
    'a value',
    '/p/app/main.py',
    'from .norms import shared\nshared.‸eps',
    symbol,
    'py:torch.nn.LayerNorm.eps',
  ],
  [
    'a constant',
    '/p/app/main.py',
    'import torch\nfrom .norms import EPS\ntorch.nn.LayerNorm(3, ‸eps=EPS)',
    literal,
    1e-5,
  ],
  [
    'a constant of a constant',
    '/p/app/main.py',
    'import torch\nfrom .norms import LIMIT\ntorch.nn.LayerNorm(‸LIMIT)',
    literal,
    3,
  ],
  [
    'no constant that changes',
    '/p/app/main.py',
    'import torch\nfrom .norms import CHANGED\ntorch.nn.LayerNorm(3, ‸eps=CHANGED)',
    literal,
    undefined,
  ],
  [
    'partial leaves the rest unknown',
    '/p/app/main.py',
    'from .norms import Small\n‸Small(3)',
    ({ call }) => call?.open,
    true,
  ],
  ['what leads in a circle', '/p/app/main.py', 'from .loop import X\n‸X(3)', symbol, undefined],
  ['a file that is not there', '/p/app/main.py', 'from .nothing import X\n‸X(3)', symbol, undefined],
  ['a name that is not there', '/p/app/main.py', 'from .norms import X\n‸X(3)', symbol, undefined],
  [
    'a script',
    '/p/web/main.ts',
    'import { norm } from "./layers";\n‸norm({})',
    symbol,
    'js:@tensorflow/tfjs.layers.layerNormalization',
  ],
  [
    'a script with its ending',
    '/p/web/main.ts',
    'import { norm } from "./layers.js";\n‸norm({})',
    symbol,
    'js:@tensorflow/tfjs.layers.layerNormalization',
  ],
  [
    'a default export',
    '/p/web/main.ts',
    'import Mine from "./layers";\nclass B extends Mine { f() { super.‸build(); } }',
    symbol,
    'js:@tensorflow/tfjs.layers.Layer.build',
  ],
  [
    'a constant of a script',
    '/p/web/main.ts',
    'import * as tf from "@tensorflow/tfjs";\nimport { EPS } from "./layers";\ntf.layers.layerNormalization({‸epsilon: EPS})',
    literal,
    1e-3,
  ],
];

describe('resolver across files of a project', () => {
  const resolver = new Resolver(grammarFiles);
  before(async () => {
    for (const language of ['python', 'typescript']) await resolver.load(language);
  });
  after(() => resolver.dispose());

  for (const [what, path, text, ask, expected] of cases) {
    it(`follows ${what}`, () => {
      const document = documentOf(
        text.replace('‸', ''),
        path.endsWith('.py') ? 'python' : 'typescript',
        1,
        path,
      );
      const analysis = resolver.analyze(document);
      resolver.link(document.uri, files);
      const site = analysis.siteAt(text.indexOf('‸'));
      resolver.forget(document.uri);
      assert.ok(site);
      assert.equal(ask(site), expected);
    });
  }

  it('keeps what it knows while the document is edited', () => {
    const document = documentOf('from .norms import Norm\nNorm(3)\n', 'python', 1, '/p/app/edited.py');
    resolver.analyze(document);
    resolver.link(document.uri, files);
    const next = resolver.analyze({ ...document, version: 2, text: `x = 1\n${document.text}` });
    assert.equal(next.siteAt(30)?.symbol, 'py:torch.nn.LayerNorm');
  });

  it('knows nothing of other files before they are linked', () => {
    const analysis = resolver.analyze(
      documentOf('from .norms import Norm\nNorm(3)\n', 'python', 1, '/p/app/new.py'),
    );
    assert.equal(analysis.siteAt(24)?.symbol, undefined);
  });

  it('takes a file for machine learning when one beside it is', () => {
    const settings = documentOf('label_smoothing = 0.1\n', 'python', 1, '/p/app/settings.py');
    const analysis = resolver.analyze(settings);
    assert.equal(analysis.has.ml, false);
    resolver.link(settings.uri, files);
    assert.equal(analysis.has.ml, true);
    const edited = resolver.analyze({ ...settings, version: 2, text: 'label_smoothing = 0.2\n' });
    assert.equal(edited.has.ml, true);
    const alone = resolver.analyze(documentOf('x = 1\n', 'python', 1, '/p/other/settings.py'));
    resolver.link('/p/other/settings.py', files);
    assert.equal(alone.has.ml, false);
  });

  it('takes a file of a package for machine learning when its outer folders are', () => {
    const python = (path: string, text = '') => [path, documentOf(text, 'python', 1, path)] as const;
    const found = (init: string): boolean => {
      const known = new Map([
        python('/q/top.py', 'import torch\n'),
        python(init),
        python('/q/a/b/__init__.py'),
        python('/q/a/b/c/d/leaf.py', 'x = 1\n'),
        python('/q/a/b/c/__init__.py'),
      ]);
      return hasLearningBeside(
        {
          version: 0,
          read: (path) => known.get(path),
          list: (folder) =>
            [...known.keys()]
              .filter((path) => path.slice(0, path.lastIndexOf('/')) === folder)
              .map((path) => path.slice(folder.length + 1)),
        },
        '/q/a/b/c/d/leaf.py',
      );
    };
    assert.equal(found('/q/a/__init__.py'), true);
    assert.equal(found('/q/a/other.py'), false);
  });

  for (const [manifest, isLearning] of [
    ['{ "name": "@tensorflow/tfjs-core", "version": "4.0.0" }', true],
    ['{ "name": "@huggingface/transformers" }', true],
    ['{ "name": "shop", "dependencies": { "@tensorflow/tfjs": "4" } }', false],
    ['{ "name": ', false],
  ] as const)
    it(`takes a script for machine learning where its package is such a library: ${manifest}`, () => {
      const names: Record<string, readonly string[]> = {
        '/r/core': ['package.json', 'src'],
        '/r/core/src/ops/losses': ['loss.ts'],
      };
      const read = (path: string) =>
        path === '/r/core/package.json' ? documentOf(manifest, 'plaintext', 1, path) : undefined;
      const around = { version: 0, read, list: (folder: string) => names[folder] ?? [] };
      assert.equal(hasLearningBeside(around, '/r/core/src/ops/losses/loss.ts'), isLearning);
    });

  it('looks for a file where Python and bundlers do', () => {
    const paths = (name: string, from: string): string[] =>
      Array.from(candidates(name, from), ({ path }) => path);
    assert.deepEqual(paths('py:..a.b.C', '/r/x/y/m.py'), ['/r/x/a/b.py', '/r/x/a/b/__init__.py']);
    assert.deepEqual(paths('py:.C', '/r/x/m.py'), ['/r/x/__init__.py']);
    assert.ok(paths('py:a.C', '/r/x/m.py').includes('/r/a.py'));
    assert.ok(paths('js:../l.f', '/r/x/m.ts').includes('/r/l.ts'));
    assert.ok(paths('py:a.b', 'm.py').length < 20);
  });
});
