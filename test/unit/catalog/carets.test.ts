import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createCatalog } from '../../../src/catalog/catalog';
import { parseConceptFile } from '../../../src/catalog/concept-file';
import { Resolver } from '../../../src/resolver/resolver';

const folder = 'test/fixtures/catalog';
const files = ['concepts/label-smoothing.md', ...readdirSync(folder).map((name) => `${folder}/${name}`)];
const parsed = files.map((file) => parseConceptFile(readFileSync(file, 'utf8'), file));
const catalog = createCatalog(parsed.flatMap(({ entry }) => entry ?? []));

const grammars = {
  read: (name: string) =>
    readFile(
      name === 'runtime'
        ? 'node_modules/web-tree-sitter/web-tree-sitter.wasm'
        : `node_modules/@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`,
    ),
};

const torch = 'import torch\nfrom torch import nn\n';
const store = 'from langchain_core.vectorstores import InMemoryVectorStore\nstore = InMemoryVectorStore(e)\n';

/** A bar stands in the word that is asked about; the answer is `concept role values`. */
const cases: [languageId: string, code: string, answer: string][] = [
  ['python', `${torch}nn.CrossEntropyLoss(label_smo|othing=0.1)`, 'label-smoothing eps {"eps":0.1}'],
  ['python', `${torch}nn.CrossEntropyLoss(label_smoothing=1|/8)`, 'label-smoothing eps {"eps":0.125}'],
  ['python', `${torch}nn.CrossEntropyLoss(**kw, label_smoothing=rate|)`, 'label-smoothing eps {}'],
  ['python', `${torch}nn.CrossEntropy|Loss(label_smoothing=0.1)`, 'none'],
  [
    'python',
    `import torch.nn.functional as F\nF.cross_entropy(x, y, None, None, -100, None, "mean", 0|.2)`,
    'label-smoothing eps {"eps":0.2}',
  ],
  [
    'python',
    `from torch import nn as q\nS = 0.05\nq.CrossEntropyLoss(label_smoothing=|S)`,
    'label-smoothing eps {"eps":0.05}',
  ],
  ['python', `${torch}nn.Layer|Norm(768, eps=1e-6)`, 'layer-normalization - {"shape":768,"eps":0.000001}'],
  ['python', `${torch}nn.LayerNorm(768, e|ps=1e-6)`, 'layer-norm-epsilon eps {"eps":0.000001}'],
  ['python', `${torch}nn.LayerNorm(768, 1e|-6)`, 'layer-norm-epsilon eps {"eps":0.000001}'],
  ['python', `${torch}nn.LayerNorm(7|68)`, 'layer-normalization shape {"shape":768,"eps":0.00001}'],
  ['python', `${torch}nn.LayerNorm((2|, 3), eps=e)`, 'layer-normalization shape {"shape":[2,3]}'],
  [
    'python',
    `${torch}nn.TransformerEncoderLayer(8, 2, layer_norm_e|ps=1e-12)`,
    'layer-norm-epsilon eps {"eps":1e-12}',
  ],
  ['python', `${torch}norm = nn.LayerNorm(8)\ny = no|rm(x)`, 'layer-normalization - {}'],
  ['python', `${torch}block(norm_layer=nn.Layer|Norm)`, 'layer-normalization - {}'],
  [
    'python',
    `${torch}from functools import partial\nf = partial(nn.LayerNorm, e|ps=1e-6)`,
    'layer-norm-epsilon eps {"eps":0.000001}',
  ],
  ['python', `${torch}torch.optim.Adam(p, e|ps=1e-8)`, 'none'],
  ['python', `${torch}nn.BatchNorm1d(3, e|ps=1e-5)`, 'none'],
  [
    'python',
    `${torch}class LayerNorm2d(nn.Module):\n    def __init__(self, e|ps=1e-6): pass`,
    'layer-norm-epsilon eps {"eps":0.000001}',
  ],
  ['python', `${torch}class BatchNorm(nn.Module):\n    def __init__(self, e|ps=1e-6): pass`, 'none'],
  ['python', `${torch}self.input_layer|norm = make()`, 'layer-normalization - {}'],
  [
    'python',
    'from tensorflow.keras import layers\nlayers.LayerNormalization(eps|ilon=1e-5)',
    'layer-norm-epsilon eps {"eps":0.00001}',
  ],
  [
    'typescript',
    "import * as tf from '@tensorflow/tfjs';\ntf.layers.layerNormalization({ eps|ilon: 1e-5 });",
    'layer-norm-epsilon eps {"eps":0.00001}',
  ],
  [
    'typescript',
    "import * as tf from '@tensorflow/tfjs';\ntf.losses.softmaxCrossEntropy(a, b, undefined, 0|.1);",
    'label-smoothing eps {"eps":0.1}',
  ],
  ['python', 'from langchain.cha|ins import LLMChain', 'langchain - {}'],
  ['python', 'from langchain.chains import LLM|Chain', 'langchain - {}'],
  ['python', 'from langchain_co|re import tools', 'none'],
  ['python', 'from langgraph.prebuilt import create_react|_agent', 'langchain - {}'],
  ['python', `${store}store.as_ret|riever(search_kwargs={"k": 5})`, 'langchain - {"k":5,"lambda":0.5}'],
  ['python', `${store}store.as_retriever(search_kwargs={"k": |5})`, 'langchain k {"k":5,"lambda":0.5}'],
  [
    'python',
    `${store}store.as_retriever(search_kwargs={"lambda_|mult": 1})`,
    'langchain lambda {"k":4,"lambda":1}',
  ],
  [
    'python',
    `from torch.distributions import Weibull\nWeib|ull(0.7, 5000.0)`,
    'latent-failures - {"scale":0.7,"shape":5000}',
  ],
  ['python', 'burn_|in = 24\nrate = dppm(burn_in)', 'latent-failures - {}'],
  ['python', 'burn_|in = 1000\nchain = sample(burn_in)', 'none'],
  ['python', 'latent_|dim = 8', 'none'],
  ['r', 'weibull_f|it(x)', 'latent-failures - {}'],
  ['yaml', 'model:\n  layer_norm_|eps: 1.0e-5\n', 'layer-norm-epsilon eps {"eps":0.00001}'],
  ['json', '{ "rms_norm_eps": 1e|-6 }', 'layer-norm-epsilon eps {"eps":0.000001}'],
  ['toml', 'dim| = 8\n', 'none'],
];

describe('from the caret to the concept', () => {
  const resolver = new Resolver(grammars);
  before(async () => {
    for (const languageId of new Set(cases.map(([language]) => language))) await resolver.load(languageId);
  });
  after(() => resolver.dispose());

  it('reads the fixtures without a problem', () => {
    assert.deepEqual(
      parsed.flatMap(({ problems }) => problems),
      [],
    );
  });

  for (const [i, [languageId, code, answer]] of cases.entries())
    it(`${code.split('\n').find((line) => line.includes('|'))} is ${answer}`, () => {
      const text = code.replace('|', '');
      const analysis = resolver.analyze({ uri: `case-${i}`, version: 1, languageId, text });
      const site = analysis.siteAt(code.indexOf('|'));
      const match = site && catalog.lookup(site, analysis);
      const values = Object.entries(match?.values ?? {}).filter(([, { from }]) => from !== 'concept');
      const shown = JSON.stringify(Object.fromEntries(values.map(([role, { value }]) => [role, value])));
      assert.equal(match ? `${match.entry.id} ${match.role ?? '-'} ${shown}` : 'none', answer);
    });
});
