import assert from 'node:assert/strict';
import { commandLink } from '../../../src/editor/command-link';

describe('a command link', () => {
  const addresses = [
    'file:///home/ada/train.py',
    'file:///home/ada/my%20code/100%25.py',
    'vscode-notebook-cell:/home/a.ipynb#W6sZmlsZQ%3D%3D',
  ];
  for (const uri of addresses) {
    it(`carries ${uri} through both decodings of the editor`, () => {
      const query = commandLink('gloss.explain', { concept: 'label-smoothing', uri }).split('?')[1]!;
      const received: unknown = JSON.parse(decodeURIComponent(decodeURIComponent(query)));
      assert.deepEqual(received, [{ concept: 'label-smoothing', uri }]);
    });
  }
});
