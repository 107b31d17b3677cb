import { names } from '../../tools/checks/names';
import { concept, testCheck, type Bad } from './check';

const file = 'concepts/drop-path.md';
const other = concept
  .replace('py:torch.nn.Dropout', 'py:timm.layers.DropPath')
  .replace('keys: [dropout]', 'keys: [drop_path]')
  .replace('words: [dropout]', 'words: [drop path]');

function clash(title: string, from: string, to: string, line: number, says: RegExp): Bad {
  const beside = { file, text: other.replace(from, to) };
  return { title, replace: ['', ''], beside, problem: ['two-concepts', file, line], says };
}

testCheck('names', names, [
  clash(
    'a word of two concepts',
    'words: [drop path]',
    'words:\n  - dropout',
    13,
    /the word 'dropout' leads to 'dropout'/,
  ),
  clash(
    'a key of two concepts',
    'keys: [drop_path]',
    'keys:\n  - dropout',
    12,
    /the key dropout leads to 'dropout'/,
  ),
  clash(
    'a class of two concepts',
    'symbol: py:timm.layers.DropPath\n    kind: class\n    roles: { p: { keyword: p, position: 0, default: 0.5 } }',
    'symbol: py:torch.nn.Dropout\n    kind: class',
    8,
    /py:torch\.nn\.Dropout leads to 'dropout'.*'meaning'/,
  ),
  {
    title: 'an argument that two concepts are about',
    replace: ['kind: class', 'kind: class\n    shows: parameter'],
    beside: {
      file,
      text: other
        .replace('py:timm.layers.DropPath', 'py:torch.nn.Dropout')
        .replace('class', 'class\n    shows: parameter'),
    },
    problem: ['two-concepts', file, 8],
    says: /py:torch\.nn\.Dropout\(p=\) leads to 'dropout'/,
  },
  {
    title: 'a key that stands twice',
    replace: ['keys: [dropout]', 'keys: [dropout, dropout]'],
    problem: ['two-concepts', 'concepts/dropout.md', 11],
    says: /stands here twice/,
  },
]);
