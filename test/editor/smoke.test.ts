import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Everything that the hovers at the middle of a text say, without the escapes of Markdown. */
async function hoverText(document: vscode.TextDocument, text: string): Promise<string> {
  const offset = document.getText().indexOf(text) + Math.floor(text.length / 2);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    document.positionAt(offset),
  );
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (typeof content === 'string' ? content : content.value))
    .join('\n')
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}

describe('Main journey', () => {
  before(async () => {
    const gloss = vscode.extensions.getExtension('gloss.gloss');
    assert.ok(gloss, 'the extension is not there');
    await gloss.activate();
  });

  const cases = [
    {
      language: 'python',
      content: 'import torch.nn as nn\nloss = nn.CrossEntropyLoss(label_smoothing=0.1)\n',
      on: 'label_smoothing',
    },
    {
      language: 'typescript',
      content:
        "import * as tf from '@tensorflow/tfjs';\nconst loss = (y: tf.Tensor, p: tf.Tensor) => tf.losses.softmaxCrossEntropy(y, p, 1, 0.1);\n",
      on: '0.1',
    },
  ];
  for (const { language, content, on } of cases) {
    it(`explains label smoothing in ${language}`, async () => {
      const document = await vscode.workspace.openTextDocument({ language, content });
      await vscode.window.showTextDocument(document);
      const text = await hoverText(document, on);
      assert.match(text, /Label smoothing/);
      assert.match(text, /0\.1\b/);
    });
  }

  it('says nothing about an ordinary name', async () => {
    const content = 'import torch.nn as nn\nanswer = 42\n';
    const document = await vscode.workspace.openTextDocument({ language: 'python', content });
    assert.equal(await hoverText(document, 'answer'), '');
  });

  it('brings the folder of examples', () => {
    assert.equal(vscode.workspace.workspaceFolders?.length, 1);
  });

  it('imports a glossary, whose formulas it proves', async () => {
    const { fs, workspaceFolders } = vscode.workspace;
    const raw = vscode.Uri.joinPath(workspaceFolders![0]!.uri, 'smoke-words.txt');
    const out = vscode.Uri.joinPath(workspaceFolders![0]!.uri, 'smoke-words');
    const text =
      'gradient clipping, optimization\n**Gradient Clipping** is a safeguard. Use $g = \nabla_ heta L$ or $x^{$.\n';
    try {
      await fs.writeFile(raw, new TextEncoder().encode(text));
      await vscode.commands.executeCommand('gloss.importGlossary', raw, out);
      const file = vscode.Uri.joinPath(out, 'gradient-clipping.md');
      const draft = new TextDecoder().decode(await fs.readFile(file));
      assert.ok(draft.includes('$g = \\nabla_\\theta L$'), draft);
      assert.ok(draft.includes('`x^{`'), draft);
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await fs.delete(raw);
      await fs.delete(out, { recursive: true });
    }
  });
});
