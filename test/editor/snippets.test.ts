import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openCode, until } from './support';

const trailing = (text: string): string => text.replace(/[ \t]+$/gm, '');

async function offered(code: string, language = 'python'): Promise<vscode.CompletionItem[]> {
  const { document, position } = await openCode(code, language);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
    undefined,
    50,
  );
  return list.items.filter(
    ({ label }) =>
      typeof label === 'object' &&
      /^(torch|keras|jax|numpy|tfjs|timm|huggingface)$/.test(label.description ?? ''),
  );
}
const frameworks = (items: readonly vscode.CompletionItem[]): string[] =>
  [...new Set(items.map(({ label }) => (label as vscode.CompletionItemLabel).description!))].sort();
const textOf = (item: vscode.CompletionItem | undefined): string =>
  item?.insertText instanceof vscode.SnippetString ? item.insertText.value : '';

describe('completion of snippets', () => {
  afterEach(closeAll);

  it('offers the frameworks that the file imports', async () => {
    assert.deepEqual(frameworks(await offered('import torch\n|')), ['torch']);
    assert.deepEqual(frameworks(await offered('import keras\n|')), ['keras']);
    assert.deepEqual(frameworks(await offered("import * as tf from '@tensorflow/tfjs';\n|", 'typescript')), [
      'tfjs',
    ]);
    assert.deepEqual(frameworks(await offered('import os\n|')), []);
  });

  const nowhere = [
    'import torch\nx |',
    'import torch\n# |',
    'import torch\ns = "|"',
    'import torch\n"""\n|\n"""',
  ];
  for (const code of nowhere)
    it(`offers nothing at ${JSON.stringify(code)}`, async () => assert.deepEqual(await offered(code), []));

  it('adds the import that is missing', async () => {
    const items = await offered('from torch import optim\n\nls-to|');
    const item = items.find(({ insertText }) =>
      /CrossEntropyLoss/.test((insertText as vscode.SnippetString).value),
    );
    assert.match(
      textOf(item),
      /^criterion = nn\.CrossEntropyLoss\(label_smoothing=\$\{1\|0\.1,0\.05,0\.2\|\}\)/,
    );
    const edits = item?.additionalTextEdits ?? [];
    assert.deepEqual(
      edits.map(({ newText, range }) => [newText, range.start.line]),
      [['\nfrom torch import nn', 0]],
    );
  });

  it("uses the file's own aliases", async () => {
    const items = await offered('import torch\nimport torch.nn as tnn\n\nls-to|');
    const item = items.find((candidate) => /CrossEntropyLoss/.test(textOf(candidate)));
    assert.match(textOf(item), /tnn\.CrossEntropyLoss/);
    assert.deepEqual(item?.additionalTextEdits ?? [], []);
  });

  it('replaces a dotted name as a whole', async () => {
    const code = 'import torch\nimport torch.nn as nn\nloss = nn.Cross|';
    const item = (await offered(code)).find((candidate) => /CrossEntropyLoss/.test(textOf(candidate)));
    const { range } = item ?? {};
    assert.ok(range instanceof vscode.Range);
    assert.deepEqual([range.start.character, range.end.character], [7, 15]);
    assert.match(textOf(item), /^nn\.CrossEntropyLoss\(/);
    assert.equal(item?.filterText, 'nn.CrossEntropyLoss');
  });

  it('explains itself: what, for which framework, and the code', async () => {
    const item = (await offered('import torch\nls-to|')).find(({ detail }) => detail === 'Label smoothing');
    const documentation = item?.documentation;
    assert.ok(documentation instanceof vscode.MarkdownString && !documentation.isTrusted);
    assert.match(documentation.value, /one.{1,6}hot[^]*```python/);
  });

  it('is accepted with its import, and one undo takes both back', async () => {
    const { document } = await openCode('from torch import optim\n\nls-tor|');
    const before = document.getText();
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
    await until(async () => {
      await new Promise((done) => setTimeout(done, 300));
      await vscode.commands.executeCommand('acceptSelectedSuggestion');
      return document.getText() !== before;
    }, 'the suggestion is accepted');
    assert.match(
      document.getText(),
      /^from torch import optim\nfrom torch import nn\n\ncriterion = nn\.CrossEntropyLoss\(label_smoothing=0\.1\)/,
    );
    await vscode.commands.executeCommand('undo');
    assert.doesNotMatch(document.getText(), /CrossEntropyLoss/);
  });
});

describe('insert snippet', () => {
  afterEach(closeAll);

  async function insert(id: string, code: string, language = 'python'): Promise<vscode.TextDocument> {
    const { document } = await openCode(code, language);
    await vscode.commands.executeCommand('gloss.insertSnippet', id);
    await vscode.commands.executeCommand('leaveSnippet');
    return document;
  }

  const python = 'criterion = nn.CrossEntropyLoss(label_smoothing=0.1)';
  const cases: [name: string, id: string, before: string, after: string, language?: string][] = [
    [
      'on an empty line',
      'torch/ls-torch',
      'import torch\nfrom torch import nn\n|',
      `import torch\nfrom torch import nn\n${python}`,
    ],
    ['in an empty file, imports above it', 'torch/ls-torch', '|', `from torch import nn\n\n${python}`],
    [
      'with the import that is missing',
      'torch/ls-torch',
      'from torch import optim\n\n|\n',
      `from torch import optim\nfrom torch import nn\n\n${python}\n`,
    ],
    [
      'in the indentation of its block',
      'torch/ls-torch',
      'import torch\nfrom torch import nn\n\ndef f():\n    |\n',
      `import torch\nfrom torch import nn\n\ndef f():\n    ${python}\n`,
    ],
    [
      'below the code that stands at the cursor',
      'torch/ls-torch',
      'import torch\nfrom torch import nn\n\ndef f():\n    a = tor|ch.ones(3)\n    return a\n',
      `import torch\nfrom torch import nn\n\ndef f():\n    a = torch.ones(3)\n    ${python}\n    return a\n`,
    ],
    [
      'as the value of an assignment',
      'torch/ls-torch',
      'import torch\nfrom torch import nn\nloss_fn = |\n',
      'import torch\nfrom torch import nn\nloss_fn = nn.CrossEntropyLoss(label_smoothing=0.1)\n',
    ],
    [
      'below a docstring and a future import',
      'torch/ls-torch',
      '"""Docs."""\nfrom __future__ import annotations\n\n|\n',
      `"""Docs."""\nfrom __future__ import annotations\nfrom torch import nn\n\n${python}\n`,
    ],
    [
      'behind an import of several lines',
      'torch/ls-torch',
      'from torch import optim\nfrom a import (\n    b,\n    c,\n)\n\n|\n',
      `from torch import optim\nfrom a import (\n    b,\n    c,\n)\nfrom torch import nn\n\n${python}\n`,
    ],
    [
      'with Windows line ends',
      'torch/ls-torch',
      'from torch import optim\r\n\r\n|\r\n',
      `from torch import optim\r\nfrom torch import nn\r\n\r\n${python}\r\n`,
    ],
    [
      'in TypeScript',
      'tfjs/ls-tfjs',
      "import * as tfjs from '@tensorflow/tfjs';\n|",
      "import * as tfjs from '@tensorflow/tfjs';\nconst loss = tfjs.losses.softmaxCrossEntropy(tfjs.oneHot(labels, numClasses), logits, undefined, 0.1);",
      'typescript',
    ],
  ];
  for (const [name, id, before, after, language] of cases) {
    it(`${name}, undone in one step`, async () => {
      const document = await insert(id, before, language);
      assert.equal(trailing(document.getText()), after);
      await vscode.commands.executeCommand('undo');
      assert.equal(document.getText(), before.replace('|', ''));
    });
  }

  it('does nothing for a name that is no snippet', async () => {
    const document = await insert('torch/no-such-snippet', 'x = 1\n|');
    assert.equal(document.getText(), 'x = 1\n');
  });

  it('adds the import to the cell of a notebook that needs it', async () => {
    const cells = ['from torch import optim', 'x = 1\n'].map(
      (code) => new vscode.NotebookCellData(vscode.NotebookCellKind.Code, code, 'python'),
    );
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData(cells),
    );
    await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(1, 2)] });
    await vscode.commands.executeCommand('notebook.cell.edit');
    const cell = notebook.cellAt(1).document;
    const editor = await until(() => {
      const active = vscode.window.activeTextEditor;
      return active?.document === cell && active;
    }, 'the cell is edited');
    editor.selection = new vscode.Selection(1, 0, 1, 0);
    await vscode.commands.executeCommand('gloss.insertSnippet', 'torch/ls-torch');
    assert.equal(
      cell.getText(),
      'from torch import nn\n\nx = 1\ncriterion = nn.CrossEntropyLoss(label_smoothing=0.1)',
    );
    assert.equal(notebook.cellAt(0).document.getText(), 'from torch import optim');
  });
});
