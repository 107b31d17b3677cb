import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, glossHovers, middleOf, newDocument, openCode, openSample } from './support';

async function cardAt(code: string, language = 'python'): Promise<string | undefined> {
  const { document, position } = await openCode(code, language);
  const [card] = await glossHovers(document.uri, position);
  return card?.map(({ value }) => value).join('\n');
}

describe('hover', () => {
  afterEach(closeAll);

  const samples: [file: string, text: string, worked: RegExp | undefined][] = [
    ['train_pytorch.py', 'label_smoothing=0.1', /0\.91/],
    ['train_keras.py', 'label_smoothing', undefined],
    ['train_jax.py', 'smooth_labels', undefined],
    ['train_tfjs.ts', '0.1);', undefined],
    ['config.yaml', 'label_smoothing', undefined],
  ];
  for (const [file, text, worked] of samples) {
    it(`explains ${text} in ${file}`, async () => {
      const document = await openSample(file);
      const [card] = await glossHovers(document.uri, middleOf(document, text));
      assert.match(card?.[0]?.value ?? 'no card', /Label smoothing/);
      if (worked) assert.match(card?.[1]?.value ?? '', worked);
    });
  }

  it('trusts its own line of links alone, and there only its own commands', async () => {
    const { document, position } = await openCode(
      'import torch.nn as nn\nnn.CrossEntropyLoss(label_smo|othing=0.1)',
    );
    const [card] = await glossHovers(document.uri, position);
    assert.equal(card?.length, 2);
    const [head, body] = card;
    assert.deepEqual(head?.isTrusted, {
      enabledCommands: ['gloss.explain', 'gloss.demo', 'gloss.insertSnippet', 'gloss.know'],
    });
    assert.ok(!body?.isTrusted);
    assert.doesNotMatch(
      body!.value,
      /command:|<(?!img (?:align="absmiddle" )?alt="[^"<]*" src="data:image\/svg)/,
    );
  });

  it('marks the word that it explains', async () => {
    const { document, position } = await openCode(
      'import torch.nn as nn\nnn.CrossEntropyLoss(label_smo|othing=0.1)',
    );
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    assert.ok(hovers.some(({ range }) => range && document.getText(range) === 'label_smoothing'));
  });

  it('follows every edit', async () => {
    const { document, position, editor } = await openCode(
      'import torch.nn as nn\nnn.CrossEntropyLoss(label_smo|othing=0.1)',
    );
    await glossHovers(document.uri, position);
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), '# a comment\n');
      edit.replace(new vscode.Range(1, 36, 1, 39), '0.4');
    });
    const [card] = await glossHovers(document.uri, position.translate(1));
    assert.match(card?.[1]?.value ?? 'no card', /0\.64/);
  });

  const silent: [name: string, code: string, language?: string][] = [
    ['an empty file', '|'],
    ['a blank place', 'import torch\n\n|\n'],
    ['a name that is no concept', 'import torch\nto|rch.manual_seed(0)'],
    ['an import line that names a module', 'import torch.n|n as nn'],
    ['a string', 'import torch\nprint("curves are smo|othed")'],
    ['a prototype name', 'import torch\n__pro|to__ = constructor'],
  ];
  for (const [name, code, language] of silent) {
    it(`says nothing at ${name}`, async () => assert.equal(await cardAt(code, language), undefined));
  }

  it('reads broken Python', async () => {
    const code =
      'import torch.nn as nn\nclass A(:\n  def (x\nloss = nn.CrossEntropyLoss(label_smo|othing=0.2\n';
    assert.match((await cardAt(code)) ?? 'no card', /Label smoothing/);
  });

  it('explains a notebook cell whose imports stand in another cell', async () => {
    const uri = vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'smoothing.ipynb');
    const notebook = await vscode.workspace.openNotebookDocument(uri);
    const cell = notebook.getCells().at(-1)!.document;
    const [card] = await glossHovers(cell.uri, middleOf(cell, 'label_smoothing=0.1'));
    assert.match(card?.[0]?.value ?? 'no card', /Label smoothing/);
  });

  it('steps aside where a file is large, and the editor goes on', async function () {
    this.timeout(60_000);
    const line = 'x = nn.CrossEntropyLoss(label_smoothing=0.1)\n';
    const large = `import torch.nn as nn\n${line.repeat(Math.ceil(10_000_000 / line.length))}`;
    const longLine = `import torch.nn as nn\ny = [${'1, '.repeat(400_000)}]\n${line}`;
    const binary = { language: 'python', content: `\0${line}` };
    const documents = [
      await newDocument(large),
      await newDocument(longLine),
      await vscode.workspace.openTextDocument(binary),
    ];
    for (const document of documents)
      assert.deepEqual(await glossHovers(document.uri, middleOf(document, 'label_smoothing')), []);
    assert.match(
      (await cardAt('import torch.nn as nn\nnn.CrossEntropyLoss(label_smo|othing=0.1)'))!,
      /0\.91/,
    );
  });

  it('folds what the user knows to one line, and unfolds it', async () => {
    const code = 'import torch.nn as nn\nnn.CrossEntropyLoss(label_smo|othing=0.1)';
    await vscode.commands.executeCommand('gloss.know', { concept: 'label-smoothing' });
    try {
      const { document, position } = await openCode(code);
      const [card] = await glossHovers(document.uri, position);
      assert.equal(card?.length, 1);
      assert.deepEqual(card[0]?.isTrusted, { enabledCommands: ['gloss.explain', 'gloss.unknow'] });
    } finally {
      await vscode.commands.executeCommand('gloss.unknow', { concept: 'label-smoothing' });
    }
    assert.match((await cardAt(code))!, /0\.91/);
  });

  it('stays silent where it is switched off', async () => {
    const settings = vscode.workspace.getConfiguration('gloss.hover');
    await settings.update('enabled', false, vscode.ConfigurationTarget.Global);
    try {
      assert.equal(
        await cardAt('import torch.nn as nn\nnn.CrossEntropyLoss(label_smo|othing=0.1)'),
        undefined,
      );
    } finally {
      await settings.update('enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });

  it('draws no picture where the user wants none', async () => {
    const code = 'import torch.nn as nn\nnn.CrossEntropyLoss(label_smo|othing=0.1)';
    const images = (card = ''): number => card.split('data:image/svg').length;
    const with_ = images(await cardAt(code));
    const settings = vscode.workspace.getConfiguration('gloss.hover');
    await settings.update('picture', false, vscode.ConfigurationTarget.Global);
    try {
      assert.equal(images(await cardAt(code)), with_ - 1);
    } finally {
      await settings.update('picture', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});
