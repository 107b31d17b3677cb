import assert from 'node:assert/strict';
import type { Snippet } from '../../../src/catalog/snippet';
import { missingImports, snippetText } from '../../../src/catalog/snippet-insert';
import type { Analysis, Import } from '../../../src/resolver/site';

function snippet(body: string, fields: Partial<Snippet> = {}): Snippet {
  return {
    id: 'torch/x',
    framework: 'torch',
    concept: 'x',
    also: [],
    prefix: ['x'],
    description: 'x',
    needs: [],
    position: 'statement',
    placeholders: [],
    run: 'full',
    language: 'python',
    imports: [],
    body,
    file: 'snippets/torch/x.py',
    ...fields,
  };
}

/** The analysis of a file that imports `alias: symbol`; a `*` is a star import. */
function file(imports: Record<string, string>, text = ''): Analysis {
  const range = { start: 0, end: 0 };
  return {
    document: { uri: 'x', version: 1, languageId: 'python', text },
    imports: Object.entries(imports).map(([alias, symbol]): Import => ({
      symbol,
      range,
      ...(alias !== '*' && { alias }),
    })),
    has: { ml: true, numeric: true },
    parsed: true,
    siteAt: () => undefined,
    sites: () => [],
    sitesFrom: () => [],
  };
}

describe('snippetText', () => {
  const cases: [name: string, body: string, placeholders: Snippet['placeholders'], text: string][] = [
    ['a default', 'f(0.1)', [{ text: '0.1', after: '', choices: ['0.1'] }], 'f(${1:0.1})'],
    ['choices', 'f(0.1)', [{ text: '0.1', after: '', choices: ['0.1', '0.05'] }], 'f(${1|0.1,0.05|})'],
    ['a name twice', 'f(n) + n1 + n', [{ text: 'n', after: '', choices: ['n'] }], 'f(${1:n}) + n1 + ${1}'],
    [
      'one of two places',
      'f(a=1, b=1)',
      [{ text: '1', after: 'b=', choices: ['1', '2'] }],
      'f(a=1, b=${1|1,2|})',
    ],
    [
      'two in the order of the list',
      'f(a, b)',
      [
        { text: 'b', after: '', choices: ['b'] },
        { text: 'a', after: '', choices: ['a'] },
      ],
      'f(${2:a}, ${1:b})',
    ],
    [
      'overlapping ones: the first counts',
      'f(x=1)',
      [
        { text: 'x=1', after: '', choices: ['x=1'] },
        { text: '1', after: '', choices: ['1'] },
      ],
      'f(${1:x=1})',
    ],
    ['code with $, } and \\', 'f"{a}" + "\\n$"', [], 'f"{a\\}" + "\\\\n\\$"'],
    ['a default with }', "f('{}')", [{ text: "'{}'", after: '', choices: ["'{}'"] }], "f(${1:'{\\}'})"],
    [
      'choices with a comma and a bar',
      'f((1, 2))',
      [{ text: '(1, 2)', after: '', choices: ['(1, 2)', 'a|b', '\\', '$x'] }],
      'f(${1|(1\\, 2),a\\|b,\\\\,$x|})',
    ],
  ];
  for (const [name, body, placeholders, text] of cases)
    it(`writes ${name}`, () => assert.equal(snippetText(snippet(body, { placeholders })), text));
});

describe('insertion into a file', () => {
  const torch = ['import torch', 'from torch import nn'];
  const tf = ["import * as tf from '@tensorflow/tfjs';"];
  const cases: [
    name: string,
    imports: string[],
    body: string,
    file: Record<string, string>,
    text: string,
    missing: string[],
  ][] = [
    ['the same names', torch, 'nn.X()', { nn: 'py:torch.nn' }, 'nn.X()', []],
    ['another alias', torch, 'nn.X(torch.y)', { N: 'py:torch.nn', t: 'py:torch' }, 'N.X(t.y)', []],
    ['only the package', torch, 'nn.X()', { torch: 'py:torch' }, 'torch.nn.X()', []],
    ['the package under an alias', torch, 'nn.X(torch.y)', { th: 'py:torch' }, 'th.nn.X(th.y)', []],
    ['nothing', torch, 'nn.X()', {}, 'nn.X()', ['from torch import nn']],
    ['nothing, with all names used', torch, 'nn.X(torch.y)', {}, 'nn.X(torch.y)', torch],
    [
      'a name that means something else',
      torch,
      'nn.X()',
      { nn: 'py:flax.linen' },
      'torch_nn.X()',
      ['from torch import nn as torch_nn'],
    ],
    [
      'a class of an imported module',
      ['from timm.loss import A, B'],
      'A(B)',
      { loss: 'py:timm.loss' },
      'loss.A(loss.B)',
      [],
    ],
    [
      'a class of a package that hides its modules',
      ['from timm.loss import A'],
      'A()',
      { timm: 'py:timm' },
      'A()',
      ['from timm.loss import A'],
    ],
    [
      'some names of a line',
      ['from timm.loss import A, B, C'],
      'A(B, C)',
      { B: 'py:timm.loss.B' },
      'A(B, C)',
      ['from timm.loss import A, C'],
    ],
    ['a renamed class', ['from timm.loss import A'], 'A()', { Loss: 'py:timm.loss.A' }, 'Loss()', []],
    ['a star import', ['from torch.nn import Linear as L'], 'L()', { '*': 'py:torch.nn' }, 'Linear()', []],
    [
      'a module with an alias',
      ['import torch.nn.functional as F'],
      'F.x()',
      { F: 'py:torch.nn.functional' },
      'F.x()',
      [],
    ],
    [
      'a module with an alias, only the package',
      ['import torch.nn.functional as F'],
      'F.x()',
      { torch: 'py:torch' },
      'torch.nn.functional.x()',
      [],
    ],
    [
      'a function of an imported package may be a module',
      ['from sklearn import metrics'],
      'metrics.x()',
      { sklearn: 'py:sklearn' },
      'metrics.x()',
      ['from sklearn import metrics'],
    ],
    [
      'a dotted import',
      ['import scipy.stats'],
      'scipy.stats.x()',
      { scipy: 'py:scipy' },
      'scipy.stats.x()',
      ['import scipy.stats'],
    ],
    [
      'keras of tensorflow',
      ['import keras'],
      'keras.X()',
      { K: 'py:keras', tf: 'py:tensorflow' },
      'K.X()',
      [],
    ],
    [
      'two modules on a line',
      ['import numpy as np, jax'],
      'np.x(jax.y)',
      { numpy: 'py:numpy' },
      'numpy.x(jax.y)',
      ['import jax'],
    ],
    [
      'strings, comments, attributes and keywords alone',
      torch,
      'f("nn", x.nn, nn=nn) # nn',
      { N: 'py:torch.nn' },
      'f("nn", x.nn, nn=N) # nn',
      [],
    ],
    [
      'a package whose name is taken',
      ['import keras'],
      'keras.X()',
      { keras: 'py:my.keras' },
      'keras_.X()',
      ['import keras as keras_'],
    ],
    ['names that are not used out', torch, 'x = 1', {}, 'x = 1', []],
  ];
  for (const [name, imports, body, imported, text, missing] of cases)
    it(`fits ${name}`, () => {
      const given = snippet(body, { imports });
      const analysis = file(imported);
      assert.equal(snippetText(given, analysis), text);
      assert.deepEqual(missingImports(given, analysis), missing);
    });

  it('renames in the choices what it renames in the code', () => {
    const placeholders = [{ text: 'nn.ReLU', after: '', choices: ['nn.ReLU', 'nn.Tanh', 'other.nn'] }];
    const given = snippet('a = nn.ReLU()', { imports: ['from torch import nn'], placeholders });
    assert.equal(
      snippetText(given, file({ torch: 'py:torch' })),
      'a = ${1|torch.nn.ReLU,torch.nn.Tanh,other.nn|}()',
    );
  });

  const scripts: [
    name: string,
    imports: string[],
    body: string,
    file: Record<string, string>,
    code: string,
    text: string,
    missing: string[],
  ][] = [
    ['a namespace', tf, 'tf.x()', { t: 'js:@tensorflow/tfjs' }, '', 't.x()', []],
    ['nothing', tf, 'tf.x()', {}, '', 'tf.x()', tf],
    [
      'nothing in CommonJS',
      tf,
      'tf.x()',
      { fs: 'js:fs' },
      "const fs = require('fs');",
      'tf.x()',
      ["const tf = require('@tensorflow/tfjs');"],
    ],
    [
      'a member of a namespace',
      ["import { relu } from '@tensorflow/tfjs';"],
      'relu(x)',
      { tf: 'js:@tensorflow/tfjs' },
      '',
      'tf.relu(x)',
      [],
    ],
    [
      'members of CommonJS',
      ["import { a as b, c } from 'p';"],
      'b(c)',
      {},
      'require("q")',
      'b(c)',
      ["const { a: b, c } = require('p');"],
    ],
    [
      'a default',
      ["import d, { e } from 'p';"],
      'd(e)',
      {},
      '',
      'd(e)',
      ["import d from 'p';", "import { e } from 'p';"],
    ],
  ];
  for (const [name, imports, body, imported, code, text, missing] of scripts)
    it(`fits ${name} in TypeScript`, () => {
      const given = snippet(body, { imports, language: 'typescript' });
      const analysis = file(imported, code);
      assert.equal(snippetText(given, analysis), text);
      assert.deepEqual(missingImports(given, analysis), missing);
    });
});
