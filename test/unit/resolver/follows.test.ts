/** What a name leads to. `‸` stands before the place that is asked; the preamble of the language is put first. */
import { strict as assert } from 'node:assert';
import { Resolver } from '../../../src/resolver/resolver';
import type { Site } from '../../../src/resolver/site';
import { documentOf } from './documents';
import { grammarFiles } from './grammar-files';

const LayerNorm = 'py:torch.nn.LayerNorm';
const tfLayerNorm = 'js:@tensorflow/tfjs.layers.layerNormalization';

const preambles: Readonly<Record<string, string>> = {
  python: 'import torch\nfrom torch import nn, optim\nfrom collections import OrderedDict\n',
  javascript: '',
  typescript: '',
};

/** The symbol of a callee, whatever the language found it by. */
const callee = (site: Site): unknown => site.call?.callee.symbol ?? site.call?.callee.bases?.[0];
const argument = ({ argument, call }: Site): unknown =>
  argument &&
  `${call?.callee.symbol} ${argument.keyword ?? argument.path}=${JSON.stringify(argument.literal?.value)}`;

const python: [what: string, code: string, ask: (site: Site) => unknown, expected: unknown][] = [
  ['a dict', 'D = {"ln": nn.LayerNorm, "bn": nn.BatchNorm1d}\nD["ln"](8, ‸eps=1)', callee, LayerNorm],
  ['dict()', 'D = dict(ln=nn.LayerNorm, bn=nn.BatchNorm1d)\nD["ln"](8, ‸eps=1)', callee, LayerNorm],
  [
    'a dict with an unknown key',
    'D = {"a": nn.LayerNorm, "b": nn.LayerNorm}\nD[k](8, ‸eps=1)',
    callee,
    LayerNorm,
  ],
  [
    'a dict with a doubtful key',
    'D = {"a": nn.LayerNorm, "b": nn.BatchNorm1d}\nD[k](8, ‸eps=1)',
    callee,
    undefined,
  ],
  ['get', 'D = {"ln": nn.LayerNorm, "bn": nn.BatchNorm1d}\nf = D.get("ln")\nf(8, ‸eps=1)', callee, LayerNorm],
  [
    'get with another default',
    'D = {"ln": nn.LayerNorm}\nf = D.get("ln", nn.Linear)\nf(8, ‸eps=1)',
    callee,
    undefined,
  ],
  [
    'a registry',
    'D = {}\nD["ln"] = nn.LayerNorm\nD["bn"] = nn.BatchNorm1d\nD["ln"](8, ‸eps=1)',
    callee,
    LayerNorm,
  ],
  [
    'an entry that is replaced',
    'D = {"ln": nn.LayerNorm}\nD["ln"] = nn.Linear\nD["ln"](8, ‸eps=1)',
    callee,
    undefined,
  ],
  ['an unknown update', 'D = {"ln": nn.LayerNorm}\nD.update(other)\nD["ln"](8, ‸eps=1)', callee, undefined],
  ['a list', 'L = [nn.LayerNorm, nn.Linear]\nL[-2](8, ‸eps=1)', callee, LayerNorm],
  [
    'a module list that is filled in a loop',
    'class M(nn.Module):\n  def __init__(self):\n    self.l = nn.ModuleList()\n    for i in range(3):\n      self.l.append(nn.LayerNorm(3))\n  def f(self):\n    self.l[0].‸eps',
    (site) => site.symbol,
    `${LayerNorm}.eps`,
  ],
  [
    'a module list with other things in it',
    'class M(nn.Module):\n  def __init__(self):\n    self.l = nn.ModuleList()\n    self.l.append(nn.LayerNorm(3))\n    self.l.append(nn.Linear(3, 3))\n  def f(self):\n    self.l[i].‸eps',
    (site) => site.symbol,
    undefined,
  ],
  [
    'an ordered dict of modules',
    'class M(nn.Module):\n  def __init__(self):\n    self.s = nn.Sequential(OrderedDict([("n", nn.LayerNorm(3)), ("o", nn.LayerNorm(3))]))\n  def f(self):\n    self.s[0].‸eps',
    (site) => site.symbol,
    `${LayerNorm}.eps`,
  ],
  [
    'enumerate',
    'for i, m in enumerate([nn.LayerNorm(3)]):\n  m.‸eps',
    (site) => site.symbol,
    `${LayerNorm}.eps`,
  ],
  ['zip', 'for a, m in zip(x, [nn.LayerNorm(3)]):\n  m.‸eps', (site) => site.symbol, `${LayerNorm}.eps`],
  ['items', 'D = {"a": nn.LayerNorm}\nfor k, f in D.items():\n  f(3, ‸eps=1)', callee, LayerNorm],
  [
    'a function',
    'def make():\n  return nn.LayerNorm(8)\nmake().‸eps',
    (site) => site.symbol,
    `${LayerNorm}.eps`,
  ],
  [
    'a function that gives a class',
    'def make():\n  return nn.LayerNorm\nmake()(8, ‸eps=1)',
    callee,
    LayerNorm,
  ],
  [
    'an annotated function',
    'def make() -> nn.LayerNorm:\n  ...\nmake().‸eps',
    (site) => site.symbol,
    `${LayerNorm}.eps`,
  ],
  [
    'a function of two minds',
    'def make():\n  if x:\n    return nn.Linear(8, 8)\n  return nn.LayerNorm(8)\nmake().‸eps',
    (site) => site.symbol,
    undefined,
  ],
  [
    'a decorated function',
    '@contextmanager\ndef make():\n  return nn.LayerNorm(8)\nmake().‸eps',
    (site) => site.symbol,
    undefined,
  ],
  ['a lambda', 'make = lambda d: nn.LayerNorm(d)\nmake(3).‸eps', (site) => site.symbol, `${LayerNorm}.eps`],
  [
    'a property',
    'class M:\n  @property\n  def n(self): return nn.LayerNorm(8)\nM().n.‸eps',
    (site) => site.symbol,
    `${LayerNorm}.eps`,
  ],
  [
    'a method',
    'class M:\n  def n(self): return nn.LayerNorm(8)\n  def f(self): self.n().‸eps',
    (site) => site.symbol,
    `${LayerNorm}.eps`,
  ],
  [
    'isinstance',
    'for m in model.modules():\n  if isinstance(m, nn.LayerNorm):\n    m.‸eps = 1',
    (site) => site.symbol,
    `${LayerNorm}.eps`,
  ],
  [
    'isinstance of several',
    'if isinstance(m, (nn.LayerNorm, nn.Linear)):\n    m.‸eps',
    (site) => site.symbol,
    undefined,
  ],
  [
    'isinstance and a new value',
    'if isinstance(m, nn.LayerNorm):\n    m = other()\n    m.‸eps',
    (site) => site.symbol,
    undefined,
  ],
  [
    'a list annotation',
    'def f(ms: list[nn.LayerNorm]):\n  for m in ms: m.‸eps',
    (site) => site.symbol,
    `${LayerNorm}.eps`,
  ],
  ['a quoted annotation', 'def f(x: "nn.‸LayerNorm"): pass', (site) => site.symbol, LayerNorm],
  ['a case pattern', 'match x:\n  case nn.‸LayerNorm():\n    pass', (site) => site.symbol, LayerNorm],
  [
    'import_module',
    'import importlib\nk = importlib.import_module("keras.layers")\nk.‸Dense(3)',
    (site) => site.symbol,
    'py:keras.layers.Dense',
  ],
  ['getattr', 'getattr(nn, "LayerNorm")(8, ‸eps=1)', callee, LayerNorm],
  ['a spread dict', 'kw = {"‸eps": 1e-6}\nnn.LayerNorm(8, **kw)', argument, `${LayerNorm} eps=0.000001`],
  [
    'a spread dict, from the call',
    'kw = dict(eps=1e-6)\nnn.‸LayerNorm(8, **kw)',
    (site) => site.call?.args.map(({ keyword, literal }) => `${keyword}=${literal?.value}`).join(),
    'undefined=8,eps=0.000001',
  ],
  [
    'a spread dict that changes',
    'kw = dict(eps=1e-6)\nkw["eps"] = 2\nnn.‸LayerNorm(8, **kw)',
    (site) => site.call?.open,
    true,
  ],
  ['a dict spread in place', 'nn.LayerNorm(8, **{"‸eps": 1e-6})', argument, `${LayerNorm} eps=0.000001`],
  [
    'flags behind a function',
    'p.add_argument("--eps", default=1e-5)\nargs = get_args()\nnn.LayerNorm(8, ‸eps=args.eps)',
    argument,
    `${LayerNorm} eps=0.00001`,
  ],
  [
    'flags as a dict',
    'p.add_argument("--eps", default=1e-5)\nargs = vars(p.parse_args())\nnn.LayerNorm(8, ‸eps=args["eps"])',
    argument,
    `${LayerNorm} eps=0.00001`,
  ],
];

const inherits = (site: Site): unknown => site.call?.callee.inherits;
python.push(
  ['no constructor', 'class A(nn.LayerNorm):\n    x = 1\n‸A(8)', inherits, LayerNorm],
  ['none in two classes', 'class A(nn.LayerNorm): pass\nclass B(A): pass\n‸B(8)', inherits, LayerNorm],
  [
    'a constructor of its own',
    'class A(nn.LayerNorm):\n    def __init__(self, eps): pass\n‸A(8)',
    inherits,
    undefined,
  ],
  [
    'a constructor between',
    'class A(nn.LayerNorm):\n    @f\n    def __new__(cls, e): pass\nclass B(A): pass\n‸B(8)',
    inherits,
    undefined,
  ],
  ['fields', 'class A(nn.LayerNorm):\n    size: int = 3\n‸A(8)', inherits, undefined],
  ['a decorator', '@dataclass\nclass A(nn.LayerNorm): pass\n‸A(8)', inherits, undefined],
  ['two bases', 'class A(Mixin, nn.LayerNorm): pass\n‸A(8)', inherits, undefined],
  ['itself', 'class A(A): pass\n‸A(8)', inherits, undefined],
);

const javascript: typeof python = [
  ['window.tf', 'window.tf.layers.‸layerNormalization()', (site) => site.symbol, tfLayerNorm],
  ['globalThis.tf', 'globalThis.tf.layers.‸layerNormalization()', (site) => site.symbol, tfLayerNorm],
  [
    'an arrow function',
    'const make = () => tf.layers.layerNormalization();\nmake().‸apply(x)',
    (site) => site.symbol,
    `${tfLayerNorm}.apply`,
  ],
  [
    'a function',
    'function make() { return tf.layers.layerNormalization(); }\nmake().‸apply(x)',
    (site) => site.symbol,
    `${tfLayerNorm}.apply`,
  ],
  [
    'a method',
    'class A { norm() { return tf.layers.layerNormalization(); } f() { this.norm().‸apply(x) } }',
    (site) => site.symbol,
    `${tfLayerNorm}.apply`,
  ],
  [
    'a generator',
    'function* make() { return tf.layers.layerNormalization(); }\nmake().‸apply(x)',
    (site) => site.symbol,
    undefined,
  ],
  [
    'options behind a name',
    'const o = {epsilon: 1e-5};\ntf.layers.‸layerNormalization(o)',
    (site) => site.call?.args.at(-1)?.literal?.value,
    1e-5,
  ],
  [
    'options that change',
    'const o = {epsilon: 1e-5};\no.epsilon = 2;\ntf.layers.‸layerNormalization(o)',
    (site) => site.call?.open,
    true,
  ],
  ['unknown options', 'tf.layers.‸layerNormalization(config)', (site) => site.call?.open, true],
  [
    'where options are written',
    'const o = {‸epsilon: 1e-5};\ntf.layers.layerNormalization(o)',
    argument,
    `${tfLayerNorm} epsilon=0.00001`,
  ],
  [
    'spread options',
    'const o = {epsilon: 1e-5};\ntf.layers.‸layerNormalization({...o, axis: 1})',
    (site) => site.call?.args.map(({ keyword }) => keyword).join(),
    ',epsilon,axis',
  ],
];

describe('resolver follows', () => {
  const resolver = new Resolver(grammarFiles);
  after(() => resolver.dispose());

  for (const [languageId, cases] of Object.entries({ python, javascript })) {
    describe(languageId, () => {
      before(async () => assert.deepEqual(await resolver.load(languageId), { ok: true }));

      for (const [what, code, ask, expected] of cases) {
        it(what, () => {
          const text = preambles[languageId]! + code;
          const offset = text.indexOf('‸');
          const site = resolver.analyze(documentOf(text.replace('‸', ''), languageId)).siteAt(offset);
          assert.ok(site, 'something stands there');
          assert.equal(ask(site), expected);
        });
      }
    });
  }
});
