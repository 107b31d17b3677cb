/** A small catalog with one entry for each way of being found, and the check of an answer. */
import assert from 'node:assert/strict';
import { createCatalog } from '../../../src/catalog/catalog';
import type { Entry } from '../../../src/catalog/entry';
import type { Match } from '../../../src/catalog/match';

export const entry = (id: string, fields: Partial<Entry>): Entry => ({
  id,
  title: id,
  category: 'loss',
  summary: `What ${id} is.`,
  origin: 'built-in',
  ...fields,
});

export const catalog = createCatalog([
  entry('label-smoothing', {
    names: [
      {
        symbol: 'py:torch.nn.CrossEntropyLoss',
        kind: 'class',
        shows: 'parameter',
        roles: {
          eps: { keyword: 'label_smoothing', position: 5, default: 0 },
          weight: { keyword: 'weight', position: 0 },
        },
      },
      {
        symbol: 'js:@tensorflow/tfjs.losses.softmaxCrossEntropy',
        kind: 'function',
        shows: 'parameter',
        roles: { eps: { keyword: 'labelSmoothing', position: 3, default: 0 } },
      },
      {
        symbol: 'py:keras.losses.BinaryCrossentropy',
        kind: 'class',
        shows: 'parameter',
        roles: { eps: { keyword: 'label_smoothing', position: 1, default: 0 }, num_classes: { default: 2 } },
      },
      {
        symbol: 'py:timm.loss.LabelSmoothingCrossEntropy',
        kind: 'class',
        roles: { eps: { keyword: 'smoothing', position: 0, default: 0.1 } },
      },
      {
        symbol: 'cli:fairseq-train',
        kind: 'function',
        shows: 'parameter',
        roles: { moved: { keyword: '--label-smoothing' } },
      },
    ],
    keys: [
      { key: 'label_smoothing', role: 'eps' },
      { key: '--smoothing', role: 'eps' },
      { key: 'ls_eps', role: 'eps' },
      'smoothing',
    ],
    words: [
      'label smoothing',
      { text: 'eps', inside: ['smooth'], role: 'eps' },
      { text: 'smoothing', near: ['cross entropy', 'mixup'], scope: 'statement', role: 'eps' },
    ],
    never: ['one sided label smoothing', 'smooth l1'],
    worked: { given: { num_classes: { default: 10 }, eps: { default: 0.1 } }, lines: ['x'] },
  }),
  entry('layer-normalization', {
    names: [
      {
        symbol: 'py:torch.nn.LayerNorm',
        kind: 'class',
        roles: {
          d: { keyword: 'normalized_shape', position: 0 },
          eps: { keyword: 'eps', position: 1, default: 1e-5 },
        },
      },
      {
        symbol: 'js:@tensorflow/tfjs.layers.layerNormalization',
        kind: 'function',
        roles: { eps: { option: 'epsilon', default: 1e-3 } },
      },
    ],
    words: ['layer norm'],
  }),
  entry('layer-norm-epsilon', {
    names: [
      {
        symbol: 'py:torch.nn.LayerNorm',
        kind: 'class',
        shows: 'parameter',
        roles: { eps: { keyword: 'eps', position: 1, default: 1e-5 } },
      },
    ],
    keys: [{ key: 'layer_norm_eps', role: 'eps' }],
    words: ['layer norm eps'],
  }),
  entry('langchain', {
    names: [
      { symbol: 'py:langchain.chains.*', kind: 'module', removed: 'langchain 1.0' },
      { symbol: 'py:langchain_core.*', kind: 'module' },
      {
        symbol: 'py:langchain_core.vectorstores.VectorStore',
        kind: 'method',
        method: 'as_retriever',
        roles: { k: { path: 'search_kwargs.k', default: 4 } },
      },
    ],
  }),
  entry('chains', { names: [{ symbol: 'py:langchain.chains.special.*', kind: 'module' }] }),
  entry('optimizer-step', { names: [{ symbol: 'py:torch.optim.*', kind: 'method', method: 'step' }] }),
  entry('temperature', {
    names: [{ symbol: 'py:my.scale', kind: 'function', roles: { temperature: { keyword: 'temperature' } } }],
    keys: [{ key: 'rope_theta', role: 'temperature' }],
    meaning: [{ when: 'temperature >= 1000', concept: 'positional-encoding' }],
  }),
  entry('positional-encoding', {
    words: ['positional encoding', { text: 'scale norm', unless: ['odeint'] }],
  }),
  entry('latent-failures', {
    words: [
      { anyOf: ['burn in', 'weibull', 'dppm'], atLeast: 2, scope: 'file', needs: 'none' },
      { text: 'latent defect', needs: 'numeric' },
    ],
  }),
  entry('twin-a', { names: [{ symbol: 'py:twin.X', kind: 'class' }], words: ['same thing'] }),
  entry('twin-b', { names: [{ symbol: 'py:twin.X', kind: 'class' }], words: ['same thing', 'layer same'] }),
  entry('late-interaction', { words: ['colbert', 'score'] }),
  entry('l-diversity', {
    names: [
      { symbol: 'r:sdcMicro.ldiversity', kind: 'function' },
      { symbol: 'env:GLOSS_RECURSION_LIMIT', kind: 'function' },
    ],
  }),
  entry('constructor', {
    words: ['constructor injection'],
    names: [{ symbol: 'py:constructor', kind: 'class' }],
  }),
]);

export type Expected = {
  concept: string | undefined;
  kind?: Match['kind'];
  role?: string;
  values?: Record<string, unknown>;
  confidence?: number;
};

export function check(match: Match | undefined, { concept, values, ...fields }: Expected): void {
  assert.equal(match?.entry.id, concept);
  for (const [field, value] of Object.entries(fields)) assert.equal(match?.[field as 'role'], value, field);
  if (values)
    assert.deepEqual(
      Object.fromEntries(
        Object.entries(match!.values).map(([role, { value, from }]) => [role, `${String(value)} ${from}`]),
      ),
      values,
    );
}

export const ce = 'py:torch.nn.CrossEntropyLoss';
export const ln = 'py:torch.nn.LayerNorm';
export const tfjs = 'js:@tensorflow/tfjs.losses.softmaxCrossEntropy';
