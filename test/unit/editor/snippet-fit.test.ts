import assert from 'node:assert/strict';
import type { Snippet } from '../../../src/catalog/snippet';
import type { Analysis } from '../../../src/resolver/site';
import { fitsGround, groundAt, importedBy, textForGround } from '../../../src/editor/snippet-fit';

const assignment = {
  position: 'statement',
  body: 'criterion = nn.CrossEntropyLoss(label_smoothing=0.1)',
} as Snippet;
const definition = { position: 'statement', body: 'def f(x):\n    return x' } as Snippet;
const expression = { position: 'expression', body: 'nn.LayerNorm(8)' } as Snippet;

describe('what may stand at the cursor', () => {
  const cases: [code: string, language: string, ground: string | undefined][] = [
    ['import torch\n|', 'python', 'statement'],
    ['def f():\n    |', 'python', 'statement'],
    ['    | ', 'python', 'statement'],
    ['|x = 1', 'python', undefined],
    ['x = |', 'python', 'expression'],
    ['return |', 'python', 'expression'],
    ['x |', 'python', undefined],
    ['f(|)', 'python', 'argument'],
    ['f(a, |)', 'python', 'argument'],
    ['f(\n    |\n)', 'python', 'argument'],
    ['f(\n    a=1,\n    |\n)', 'python', 'argument'],
    ['f(a=|)', 'python', 'expression'],
    ['x = [\n    |\n]', 'python', 'expression'],
    ['f(g(1), [2])\n|', 'python', 'statement'],
    ['function f() {\n  |\n}', 'typescript', 'statement'],
    ['const f = () => |', 'typescript', 'expression'],
    ['model.add(|)', 'typescript', 'argument'],
    ['# see also: |', 'python', undefined],
    ['"""\n|\n"""', 'python', undefined],
    ['"""docs"""\n|', 'python', 'statement'],
    ['', 'python', 'statement'],
  ];
  for (const [code, language, ground] of cases) {
    it(JSON.stringify(code), () => {
      const at = Math.max(0, code.indexOf('|'));
      assert.equal(groundAt(code.replace('|', ''), at, at, language), ground);
    });
  }
});

describe('a snippet on a ground', () => {
  it('an assignment also gives its right-hand side', () => {
    assert.equal(fitsGround(assignment, 'expression'), true);
    assert.equal(
      textForGround(assignment, 'criterion = nn.CrossEntropyLoss(label_smoothing=${1:0.1})', 'expression'),
      'nn.CrossEntropyLoss(label_smoothing=${1:0.1})',
    );
  });
  it('loses the semicolon with the name', () =>
    assert.equal(textForGround(assignment, 'const loss = tf.losses.f(1);', 'argument'), 'tf.losses.f(1)'));
  it('stays whole where a statement is wanted', () =>
    assert.equal(textForGround(assignment, assignment.body, 'statement'), assignment.body));
  it('a definition is no expression', () => assert.equal(fitsGround(definition, 'expression'), false));
  it('an expression is no statement', () => assert.equal(fitsGround(expression, 'statement'), false));
  it('an expression is an argument', () => assert.equal(fitsGround(expression, 'argument'), true));
});

describe('the packages of a snippet', () => {
  const cases: [imports: string[], file: string[], fits: boolean][] = [
    [['from torch import nn', 'import torch'], ['py:torch.nn'], true],
    [['import torch.nn.functional as F'], ['py:torch'], true],
    [['import keras', 'import numpy as np'], ['py:keras'], true],
    [['import keras'], ['py:torch'], false],
    [['import jax', 'import optax'], ['py:jax'], false],
    [["import * as tf from '@tensorflow/tfjs';"], ['js:@tensorflow/tfjs'], true],
    [["const tf = require('@tensorflow/tfjs');"], ['js:@tensorflow/tfjs.losses'], true],
    [["import * as tf from '@tensorflow/tfjs';"], ['js:react'], false],
    [['import numpy as np'], ['py:torch'], false],
    [['import numpy as np'], ['py:numpy'], true],
    [[], [], true],
  ];
  for (const [imports, file, fits] of cases) {
    it(`${imports.join(', ') || 'none'} in a file with ${file.join(', ') || 'nothing'}`, () => {
      const analysis = { imports: file.map((symbol) => ({ symbol })) } as unknown as Analysis;
      assert.equal(importedBy({ imports } as unknown as Snippet, analysis), fits);
    });
  }
});
