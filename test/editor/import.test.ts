import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll } from './support';

const raw = `gradient clipping, optimization
**Gradient Clipping** is a **safeguard that shortens a gradient** - it keeps training steady.
- With $g = \nabla_ heta L$, use $g cdot min(1, c / |g|_2)$.
\`\`\`python
def clip(p, limit):
scale = limit / p.norm()
return p * scale
\`\`\`
early stopping, regularization
**Early Stopping** is a rule that ends training when the validation loss rises.
`;

const text = async (uri: vscode.Uri): Promise<string> =>
  Buffer.from(await vscode.workspace.fs.readFile(uri)).toString('utf8');

describe('Gloss: Import Glossary', () => {
  const root = vscode.workspace.workspaceFolders![0]!.uri;
  const from = vscode.Uri.joinPath(root, 'our-words.txt');
  const folder = vscode.Uri.joinPath(root, '.gloss', 'our-words');
  before(async () => vscode.workspace.fs.writeFile(from, Buffer.from(raw)));
  afterEach(closeAll);
  after(async () => {
    await vscode.workspace.fs.delete(from);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(root, '.gloss'), { recursive: true });
  });

  it('writes a pack into the workspace and opens what is doubtful', async () => {
    await vscode.commands.executeCommand('gloss.importGlossary', from);
    const files = (await vscode.workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
    assert.deepEqual(files, ['early-stopping.md', 'gradient-clipping.md', 'pack.json']);
    const clipping = await text(vscode.Uri.joinPath(folder, 'gradient-clipping.md'));
    assert.ok(clipping.includes('$g = \\nabla_\\theta L$'), clipping);
    assert.ok(
      clipping.includes('def clip(p, limit):\n    scale = limit / p.norm()\n    return p * scale'),
      clipping,
    );
    const report = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(report, /2 entries became 2 concepts/);
    assert.match(report, /## Formulas to check \(1\)/);
  });

  it('leaves a draft that was edited', async () => {
    const file = vscode.Uri.joinPath(folder, 'early-stopping.md');
    const edited = (await text(file)).replace('validation loss rises', 'validation loss rises for long');
    await vscode.workspace.fs.writeFile(file, Buffer.from(edited));
    await vscode.commands.executeCommand('gloss.importGlossary', from);
    assert.equal(await text(file), edited);
    assert.match(vscode.window.activeTextEditor?.document.getText() ?? '', /## Files left as they are \(1\)/);
  });
});
