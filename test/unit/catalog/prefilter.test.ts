import assert from 'node:assert/strict';
import { Prefilter } from '../../../src/catalog/prefilter';
import { Api } from '../../../src/resolver/api-table';
import { entry } from './lookup-catalog';

const api = new Api({
  formatVersion: '1.0',
  classes: {
    'py:pack.layers.ChannelNorm': { bases: ['py:torch.nn.LayerNorm'] },
    'py:pack.Other': { bases: [] },
  },
  homes: {},
  aliases: { 'py:torch.nn.OldName': 'py:torch.nn.LayerNorm' },
});
const prefilter = new Prefilter(
  [
    entry('norm', {
      names: [
        { symbol: 'py:torch.nn.LayerNorm', kind: 'class' },
        { symbol: 'py:keras.Trainer', kind: 'class' },
        { symbol: 'py:lang_chain.*', kind: 'module' },
        { symbol: 'js:@scope/core.*', kind: 'module' },
        { symbol: 'py:torch.optim.Optimizer', kind: 'method', method: 'zero_grad' },
        { symbol: 'cli:train-it', kind: 'function' },
        { symbol: 'py:torch.autograd.grad', kind: 'function', near: ['pendulum'] },
        {
          symbol: 'py:hub.Auto.from_hub',
          kind: 'function',
          shows: 'parameter',
          roles: { kernel: { keyword: 'attention_kernel', position: null } },
        },
      ],
      keys: ['layer_norm_eps', 'smoothing', 'kldweight', { key: '--no-bias', role: 'x' }],
      words: [
        'cross entropy',
        'label smoothing loss',
        'norm',
        { text: 'eps', inside: ['smooth'] },
        { anyOf: ['burn in', 'weibull', 'dppm'], atLeast: 2 },
      ],
    }),
  ],
  api,
);

describe('prefilter', () => {
  const passing = [
    'norm = nn.LayerNorm(8)',
    'LAYER_NORM = 1',
    '"layer norm" in a text',
    'from tensorflow.keras import Trainer',
    'import lang_chain',
    "import { x } from '@scope/core/y'",
    'optimizer.zero_grad()',
    'train-it --lr 1',
    'import torch\npendulum = torch.autograd.grad(x, y)',
    'Auto.from_hub("x", attention_kernel="eager")',
    'layerNormEps: 1e-5',
    'x = kldweight',
    'parser.add_argument("--no-bias")',
    'the cross entropies of it',
    'LABEL_SMOOTHING_LOSSES = 1',
    'CROSS_ENTROPIES = 2',
    'labels_smoothing_losses',
    'eps = smooth * 2',
    'burn_in of a Weibull',
    'x = ChannelNorm(8)',
    'nn.OldName(8)',
    '{"source": ["\\nLayerNorm(8)\\n"]}',
  ];
  for (const text of passing) it(`passes ${text}`, () => assert.ok(prefilter.passes(text)));

  const held = [
    '',
    'print("hello")',
    'class Trainer: pass',
    'import keras',
    'normal = abnorm',
    'norm = 3',
    'smoothing = 2',
    'steps = smooth',
    'eps = 2',
    'layer\nnorm',
    'playernormal',
    'weibull',
    'import { x } from "./core"',
    'pack.Other()',
    'import torch\ng = torch.autograd.grad(x, y)',
    'import keras\ntrainer = make(trainers)',
    'Auto.from_hub("x")',
    'for cross, entropy in pairs: print(cross)',
  ];
  it('passes everything where a phrase has no Latin letter', () =>
    assert.ok(new Prefilter([entry('x', { words: ['归一化'] })]).passes('print()')));

  for (const text of held) it(`holds back ${JSON.stringify(text)}`, () => assert.ok(!prefilter.passes(text)));

  it('reads the bytes of a file', () => {
    assert.ok(prefilter.passes(new TextEncoder().encode('ü = nn.LayerNorm(8)')));
    assert.ok(!prefilter.passes(new TextEncoder().encode('ü = 3')));
  });

  it('tells where names stand behind other scripts', () => {
    const text = '# é 归一 🙂\nlayer_norm = nn.LayerNorm(8)  # – label_smoothing_losses';
    const spans = prefilter.mentions(text)?.map(({ start, end }) => text.slice(start, end));
    assert.deepEqual(spans, ['layer_norm', 'LayerNorm', 'label_smoothing_loss']);
  });
});
