import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { Catalog } from '../../src/catalog/catalog';
import type { Match } from '../../src/catalog/match';
import { conceptAt, conceptsIn } from '../../src/hints/concept-at';
import { Resolver } from '../../src/resolver/resolver';
import { loadBuiltInCatalog } from '../../tools/checks/catalog';
import { grammarFiles } from '../unit/resolver/grammar-files';
import { labelledFiles } from './labelled';

const shown = ({ entry, kind, role, site, values }: Match): string =>
  JSON.stringify([site.range, site.text, entry.id, kind, role, values]);

/** Ways by which a name comes to stand for a concept, or an argument to it. */
const python: Record<string, string> = {
  'an alias': 'import torch.nn as nn\nLN = nn.LayerNorm\nnorm = LN(8, 1e-5)\ny = norm(x)\n',
  'a class below': `import torch.nn as nn
class Mine(nn.LayerNorm):
    def __init__(self, d):
        super().__init__(d, eps=1e-6)
m = Mine(8)
`,
  'a container': `import torch.nn as nn
class Net(nn.Module):
    def __init__(self):
        self.parts = nn.ModuleList()
        for _ in range(3):
            self.parts.append(nn.LayerNorm(8))
        self.stack = nn.Sequential(nn.LayerNorm(8))
    def forward(self, x):
        for part in self.parts:
            x = part(x)
        return self.stack[0](x)
`,
  'a function':
    'import torch.nn as nn\ndef make(d):\n    return nn.LayerNorm(d, 1e-3)\nnorm = make(8)\nz = norm(x)\n',
  options: 'import torch.nn as nn\nopts = {"eps": 1e-3}\nn = nn.LayerNorm(8, **opts)\n',
  'a prepared call':
    'from functools import partial as P\nfrom torch import nn\nmake = P(nn.LayerNorm, eps=1e-6)\na = make(8)\nb = a(x)\n',
  'a default': 'from torch import nn\ndef block(kind=nn.LayerNorm, eps=1e-5):\n    return kind(8, eps=eps)\n',
  'a name in a string': 'import torch.nn as nn\nnorm = getattr(nn, "LayerNorm")(8)\nw = norm(x)\n',
  'a registry':
    'from torch import nn\nkinds = {"ln": nn.LayerNorm, "none": None}\nn = kinds["ln"](8, eps=1e-4)\n',
  'a test of the type':
    'from torch import nn\ndef init(m):\n    if isinstance(m, nn.LayerNorm):\n        m(x)\n        print(m)\n',
  'an annotation':
    'from torch import nn\ndef f(part: nn.LayerNorm, other: "nn.LayerNorm"):\n    part(x)\n    other(x)\n',
  'a module':
    'import langchain_core as lc\nfrom langchain_core import tools as t\nx = lc.tools.tool\ny = t.tool\n',
  'a part of a module':
    'from langchain_community.tools.tavily_search import TavilySearchResults\nsearch = TavilySearchResults()\n',
  'a flag':
    'import torch, argparse\np = argparse.ArgumentParser()\np.add_argument("--label-smoothing", type=float, default=0.1)\n',
  'a block behind a text without indentation': `import torch.nn as nn
class Block(nn.Module):
    def __init__(self, d):
        super().__init__()
        self.help = """
left of all
"""
        self.norm = nn.LayerNorm(d)
        self.part = nn.Linear(d, d)

    def forward(self, x):
        return x + self.part(self.norm(x))
`,
  'a name that is something else in another branch': `import torch.nn as nn
class Net(nn.Module):
    def __init__(self, small):
        if small:
            self.a = nn.LayerNorm(8)
        else:
            self.a = nn.BatchNorm1d(8)
`,
  'values of every kind': `import torch.nn as nn
from dataclasses import field
smooth: float = field(default=0.1)
loss = nn.CrossEntropyLoss(label_smoothing=1 - rest, reduction="mean" if flat else "a sum of all", weight=w(2))
loss = nn.CrossEntropyLoss(label_smoothing=max(0.1, args.smoothing))
label_smoothing = parser.get("value of it", 0.1) or 1 - (0.9 + 0.05)
parser.add_argument("--label-smoothing", help="how much of it", default=float(0.1))
`,
  'a value inside another call': 'import langgraph\nf(g(a), (h("1"), {"langgraph_node": "tools"}))\n',
  'a setting':
    'import torch\nlabel_smoothing = 0.1\ncfg["label_smoothing"] = 0.2\nd = dict(label_smoothing=0.3)\n',
};

/** Of which the names alone say nothing. */
const javascript: Record<string, string> = {
  'a package with a scope':
    'import * as tf from "@tensorflow/tfjs";\nconst foo = tf.layers.layerNormalization({ epsilon: 1e-4 });\nconst y = foo.apply(x);\n',
};

describe('a scan of a whole file', function () {
  this.timeout(60_000);
  let catalog: Catalog;
  const resolver = new Resolver(grammarFiles);

  before(async () => {
    catalog = await loadBuiltInCatalog(join(import.meta.dirname, '../..'));
    for (const language of ['python', 'typescript', 'javascript']) await resolver.load(language);
  });
  after(() => resolver.dispose());

  function compare(document: { uri: string; version: number; languageId: string; text: string }): number {
    const analysis = resolver.analyze(document);
    const everywhere = Array.from(analysis.sites(), (site) => conceptAt(catalog, analysis, site));
    const wanted = everywhere.flatMap((match) => (match ? [shown(match)] : []));
    assert.deepEqual(Array.from(conceptsIn(catalog, analysis), shown), wanted);
    return wanted.length;
  }

  for (const { name, document } of labelledFiles())
    it(`${name}: says what is said at each place`, async () => {
      await resolver.load(document.languageId);
      compare(document);
    });

  for (const [way, text] of Object.entries(python))
    it(`follows ${way}`, () => {
      assert.ok(compare({ uri: `file:///${way}.py`, version: 1, languageId: 'python', text }) > 1);
    });

  for (const [way, text] of Object.entries(javascript))
    it(`follows ${way}`, () => {
      assert.ok(compare({ uri: `file:///${way}.js`, version: 1, languageId: 'javascript', text }) > 4);
    });

  it('follows names of other files to what is looked for, and no others', () => {
    const text = `from parts import Own, Other, make, size
import torch
own = Own(8)
y = own(x)
z = make(8)
other = Other(8)
for other in [other]:
    other(other)
loss = f(label_smoothing=size)
`;
    const parts = `import torch.nn as nn
class Own(nn.LayerNorm): pass
class Other(nn.Linear): pass
def make(d):
    return nn.LayerNorm(d)
size = 0.1
`;
    const linked = { uri: '/p/main.py', version: 1, languageId: 'python', text };
    const files = new Map([['/p/parts.py', { ...linked, uri: '/p/parts.py', text: parts }]]);
    const analysis = resolver.analyze(linked);
    resolver.link(linked.uri, { version: 0, read: (path) => files.get(path), list: () => [] });
    assert.ok(compare(linked) > 5);
    const sites = Array.from(analysis.sitesFrom(catalog.mentions(text)!, catalog.sought));
    assert.deepEqual(
      sites.filter((site) => site.text === 'other'),
      [],
    );
  });

  it('asks few places of a file that speaks of a concept once', async () => {
    const text = `import torch\n${'total = total + width * (height - 1)\n'.repeat(200)}loss = f(label_smoothing=0.1)\n`;
    const analysis = resolver.analyze({ uri: 'file:///once.py', version: 1, languageId: 'python', text });
    const sites = Array.from(analysis.sitesFrom(catalog.mentions(text)!, catalog.sought));
    assert.ok(sites.length <= 4, `${sites.length} places`);
  });
});
