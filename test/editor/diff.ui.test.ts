import assert from 'node:assert/strict';
import { openWorkbench, type Workbench } from '../../tools/host/workbench';

const code = (value: string): string =>
  `import torch.nn as nn\n\ncriterion = nn.CrossEntropyLoss(label_smoothing=${value})\n`;

describe('the hover in a diff', () => {
  let workbench: Workbench;
  before(async () => {
    workbench = await openWorkbench({ file: 'train_pytorch.py', viewport: { width: 1440, height: 900 } });
  });
  after(() => workbench?.close());

  it('shows before and after of a changed value in one picture', async () => {
    await workbench.evaluate(
      async (vscode, before, after) => {
        const file = (name: string) => vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name);
        const write = (name: string, text: string) =>
          vscode.workspace.fs.writeFile(file(name), new TextEncoder().encode(text));
        await write('before.py', before);
        await write('after.py', after);
        await vscode.commands.executeCommand('vscode.diff', file('before.py'), file('after.py'));
      },
      code('0.1'),
      code('0.3'),
    );
    await workbench.page.locator('.monaco-diff-editor .view-line', { hasText: '0.3' }).first().waitFor();
    await workbench.select('label_smoothing=0.3');
    await workbench.command('editor.action.showHover');
    const card = workbench.page.locator('.monaco-hover').filter({ hasText: 'Label smoothing' }).first();
    await card.waitFor();
    assert.match(await card.innerText(), /label_smoothing 0\.1 → 0\.3/);
    const pictures = await card
      .locator('img')
      .evaluateAll((images) => images.map((image) => image.getAttribute('alt')));
    assert.ok(
      pictures.some((alt) => /^Before: .*0\.91.*After: .*0\.73/.test(alt ?? '')),
      pictures.join('\n'),
    );
    await workbench.screenshot('hover-diff');
  });
});
