import { strict as assert } from 'node:assert';
import { blankMagics, joinCells } from '../../../src/resolver/notebook';

describe('notebook cells', () => {
  it('keep their text and their offsets', () => {
    const cells = ['import torch', '', 'x = 1\n'].map((text) => ({ text }));
    const { text, starts } = joinCells(cells);
    assert.equal(starts.length, 3);
    for (const [i, cell] of cells.entries())
      assert.equal(text.slice(starts[i], starts[i]! + cell.text.length), cell.text);
  });

  it('join to nothing when there are none', () => assert.deepEqual(joinCells([]), { text: '', starts: [] }));
});

describe('magics', () => {
  const cases: readonly [string, string][] = [
    ['%matplotlib inline\nx = 1', '                  \nx = 1'],
    ['%%time\nx = 1', '      \nx = 1'],
    ['%%bash\nls -l', '      \n     '],
    ['\n# note\n%%html\n<b>', '\n      \n      \n   '],
    ['!pip install torch', '                  '],
    ['if x:\n    !ls\n', 'if x:\n       \n'],
    ['nn.LayerNorm?', 'nn.LayerNorm '],
    ['nn.LayerNorm??\r\n', 'nn.LayerNorm  \r\n'],
    ['?nn.LayerNorm', '             '],
    ['files = !ls\n', 'files = _  \n'],
  ];
  for (const [text, blanked] of cases) {
    it(`blanks ${JSON.stringify(text)}`, () => assert.equal(blankMagics(text), blanked));
  }

  const python = [
    'x = a % b',
    'x = ("%s"\n     % y)',
    'if a != b: pass',
    'f"{x!r}"',
    'x = (a\n != b)',
    '# 5 %\n',
    '',
  ];
  for (const text of python)
    it(`leaves ${JSON.stringify(text)}`, () => assert.equal(blankMagics(text), text));

  it('leaves the other cells of a notebook', () => {
    const { text } = joinCells([{ text: '%%bash\nls' }, { text: 'x = 1' }]);
    assert.equal(blankMagics(text), '      \n  \f\nx = 1');
  });
});
