import assert from 'node:assert/strict';
import { moves } from '../../tools/checks/moves';
import { readMoves } from '../../tools/symbols/moves';
import { testCheck } from './check';

const text = '# Old names\ntorch.Dropout -> torch.nn.Dropout\n';
const file = 'symbols/moved.txt';
const proof = { new: 'torch.nn.Dropout', state: 'gone', package: 'torch 2.15.0' } as const;

testCheck('moves', moves, [
  {
    title: 'a move that nothing proves',
    replace: ['', ''],
    moves: { text, moves: readMoves(text), proofs: {} },
    problem: ['not-proved', file, 2],
    says: /Nothing proves that torch\.Dropout is now torch\.nn\.Dropout: run 'npm run symbols -- --moves'/,
  },
  {
    title: 'a move to another place than was proved',
    replace: ['', ''],
    moves: {
      text,
      moves: readMoves(text),
      proofs: { 'torch.Dropout': { ...proof, new: 'torch.nn.Dropout2d' } },
    },
    problem: ['not-proved', file, 2],
    says: /run 'npm run symbols -- --moves'/,
  },
  {
    title: 'a proof without a move',
    replace: ['', ''],
    moves: { text: '', moves: [], proofs: { 'torch.Dropout': proof } },
    problem: ['not-listed', file, 1],
    says: /torch\.Dropout is proved and not listed/,
  },
  {
    title: 'an entry that leads to a name that does not exist',
    replace: ['kind: class', 'kind: class\n    replacement: [{ symbol: py:torch.nn.Dropot }]'],
    problem: ['no-replacement', 'concepts/dropout.md', 10],
    says: /The replacement of py:torch\.nn\.Dropout, py:torch\.nn\.Dropot, does not exist in torch 2\.15\.0/,
  },
]);

describe('moved names', () => {
  it('are lines with an arrow', () => {
    assert.deepEqual(readMoves(text), [{ old: 'torch.Dropout', new: 'torch.nn.Dropout', line: 2 }]);
    assert.throws(
      () => readMoves('torch.Dropout torch.nn.Dropout'),
      /moved\.txt:1: write 'old\.path -> new\.path'/,
    );
  });
});
