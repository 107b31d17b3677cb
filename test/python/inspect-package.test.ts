import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pythonVersion, systemPython } from '../../tools/snippets/python';

const script = fileURLToPath(new URL('../../tools/symbols/inspect_package.py', import.meta.url));

const files = {
  'toy/__init__.py': [
    'from toy._inner import ode',
    'class StandIn:',
    '    def __getattr__(self, name): raise ImportError("not installed")',
    '    def __call__(self): pass',
    'missing = StandIn()',
    'def make(size, eps=1e-05): pass',
  ],
  'toy/_inner/__init__.py': [],
  'toy/_inner/ode.py': ['class Solver:', '    def __init__(self, rtol=float("inf")): pass'],
  'toy/layers.py': ['class Attention:', '    def __init__(self, dim): pass'],
  'toy/vision.py': [
    'from toy.layers import Attention',
    '__all__ = ["Model"]',
    'class Model: pass',
    'class Block:',
    '    def __init__(self, dim, *, heads=8): pass',
  ],
  'toy/functional.py': [
    'import math',
    'from toy.layers import Attention as Attention',
    'from math import gcd',
    'from fractions import Fraction',
    'sqrt = math.sqrt',
    'Ratio = Fraction',
    'Fraction = Fraction',
  ],
  'toy/other/attack.py': ['import no_such_framework', 'def attack(x, eps, norm=None): pass'],
};

/** What the script writes of the toy package, and what it says. */
function inspect(folder: string): { lines: string[]; said: string } {
  for (const [file, lines] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), lines.join('\n'));
  }
  const out = join(folder, 'toy.py.txt');
  const also = ['toy.layers', 'toy.vision', 'toy.functional.*', 'toy.ode'];
  const wanted = [{ package: 'toy', version: '1.0', root: 'toy', also, read: ['toy.other.attack'], out }];
  const env = { ...process.env, PYTHONPATH: folder, PYTHONDONTWRITEBYTECODE: '1' };
  const { stdout, stderr, status } = spawnSync(systemPython, [script], {
    input: JSON.stringify(wanted),
    env,
    encoding: 'utf8',
  });
  assert.equal(status, 0, stderr);
  return { lines: readFileSync(out, 'utf8').split('\n'), said: stdout };
}

describe('the table of a package', function () {
  this.timeout(30_000);
  let folder: string;
  let lines: string[];
  let said: string;

  before(async () => {
    await pythonVersion();
    folder = mkdtempSync(join(tmpdir(), 'toy-'));
    ({ lines, said } = inspect(folder));
  });
  after(() => folder && rmSync(folder, { recursive: true }));

  it('holds a module that is only an attribute', () => {
    assert.ok(lines.includes('class\ttoy.ode.Solver\trtol=inf'), lines.join('\n'));
  });

  it('holds what a module defines and does not list, where it is named', () => {
    assert.ok(lines.includes('class\ttoy.vision.Block\tdim\t*\theads=8'), lines.join('\n'));
  });

  it('holds what such a module imports as another path', () => {
    assert.ok(lines.includes('from\ttoy.vision\ttoy.layers\tAttention'), lines.join('\n'));
  });

  it('holds what a module assigns or imports as itself, and no other import', () => {
    assert.ok(lines.includes('def\ttoy.functional.sqrt\tx\t/'), lines.join('\n'));
    assert.ok(lines.includes('from\ttoy.functional\ttoy.layers\tAttention'), lines.join('\n'));
    assert.doesNotMatch(lines.join('\n'), /gcd|Fraction|Ratio/);
  });

  it('reads a module that cannot be imported', () => {
    assert.ok(lines.includes('def\ttoy.other.attack.attack\tx\teps\tnorm=None'), lines.join('\n'));
  });

  it('loses only the symbol that raises', () => {
    assert.ok(lines.includes('def\ttoy.make\tsize\teps=1e-05'), lines.join('\n'));
    assert.match(said, /not written: toy\.missing: ImportError: not installed/);
  });
});
