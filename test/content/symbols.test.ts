import { symbols } from '../../tools/checks/symbols';
import { testCheck, type Bad } from './check';

const sound =
  '  - symbol: py:torch.nn.Dropout\n    kind: class\n    roles: { p: { keyword: p, position: 0, default: 0.5 } }';

function bad(title: string, change: readonly [string, string], code: string, says: RegExp): Bad {
  const names = sound.replace(...change);
  return { title, replace: [sound, names], problem: [code, 'concepts/dropout.md', 8], says };
}

const name = (text: string): [string, string] => [sound, text];

testCheck('symbols', symbols, [
  bad(
    'a name with a letter too few',
    ['Dropout', 'Dropot'],
    'no-symbol',
    /torch 2\.15\.0 has no py:torch\.nn\.Dropot\. Is py:torch\.nn\.Dropout meant\? Correct the name, or write 'removed/,
  ),
  bad(
    'a name in the wrong module',
    ['torch.nn.Dropout', 'torch.Dropout'],
    'no-symbol',
    /Is py:torch\.nn\.Dropout meant/,
  ),
  bad(
    'a name that is marked as removed and is not',
    ['kind: class', 'kind: class\n    removed: torch 2.0'],
    'still-there',
    /torch 2\.15\.0 has it: take 'removed' out/,
  ),
  bad(
    'a class that is called a function',
    ['kind: class', 'kind: function'],
    'kind',
    /is a class in torch, not a function/,
  ),
  bad(
    'a keyword that does not exist',
    ['keyword: p,', 'keyword: rate,'],
    'role',
    /there is no rate: write one of p, inplace\. \(torch 2\.15\.0\)/,
  ),
  bad(
    'another position',
    ['position: 0', 'position: 1'],
    'role',
    /p stands at position 0, not 1: write 'position: 0'/,
  ),
  bad(
    'a keyword-only argument that is not',
    ['position: 0', 'position: null'],
    'role',
    /p stands at position 0, not null/,
  ),
  bad(
    'another default',
    ['default: 0.5', 'default: 0.1'],
    'role',
    /the default of p is 0\.5, not 0\.1: write 'default: 0\.5'/,
  ),
  bad(
    'a default that is infinite on the other side',
    name(
      '  - symbol: py:torch.bound\n    kind: function\n    roles: { p: { keyword: high, default: -inf }, low: { keyword: low, default: -inf } }',
    ),
    'role',
    /role p: the default of high is inf, not -inf/,
  ),
  bad(
    'no default of an infinite one',
    name(
      '  - symbol: py:torch.bound\n    kind: function\n    roles: { p: { keyword: high, default: null } }',
    ),
    'role',
    /the default of high is inf, not null/,
  ),
  bad(
    'a keyword of a class that lies deeper than its name says',
    name('  - symbol: py:transformers.LlamaRMSNorm\n    kind: class\n    roles: { p: { keyword: epsilon } }'),
    'role',
    /there is no epsilon: write one of hidden_size, eps\. \(transformers 5\.23\.0\)/,
  ),
  bad(
    'a position of a keyword-only argument',
    name(
      '  - symbol: py:torch.nn.functional.dropout\n    kind: function\n    roles: { p: { keyword: inplace, position: 3 } }',
    ),
    'role',
    /inplace is keyword only: write 'position: null'/,
  ),
  bad(
    'a default of an argument that has none',
    name(
      '  - symbol: py:torch.nn.functional.dropout\n    kind: function\n    roles: { p: { keyword: input, position: 0, default: 1 } }',
    ),
    'role',
    /input has no default: take 'default: 1' out/,
  ),
  bad(
    'a method that neither the class nor its bases have',
    name('  - symbol: py:torch.nn.Dropout\n    kind: method\n    method: eval\n    roles: {}'),
    'no-symbol',
    /has no method eval/,
  ),
  bad(
    'a default of an inherited method',
    name(
      '  - symbol: py:torch.nn.Dropout\n    kind: method\n    method: train\n    roles: { p: { keyword: mode, position: 0, default: false } }',
    ),
    'role',
    /Dropout\.train, role p: the default of mode is True, not false/,
  ),
  bad(
    'a refused keyword that is taken',
    ['{ p: { keyword: p, position: 0, default: 0.5 } }', '{ refused: { keyword: p } }'],
    'role',
    /it does take p/,
  ),
  bad(
    'a package without a table',
    ['py:torch.nn.Dropout', 'py:tinygrad.nn.Dropout'],
    'no-table',
    /no symbol table of tinygrad: add the package to tools\/symbols\/packages\.json/,
  ),
  bad(
    'a module that does not exist',
    name('  - symbol: py:torch.functionl.*\n    kind: module'),
    'no-symbol',
    /torch 2\.15\.0 has no py:torch\.functionl/,
  ),
]);
