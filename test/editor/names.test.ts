import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeAll, openCode, until } from './support';

async function items(code: string, language = 'python'): Promise<vscode.CompletionItem[]> {
  const { document, position } = await openCode(code, language);
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    'vscode.executeCompletionItemProvider',
    document.uri,
    position,
    undefined,
    50,
  );
  return list.items;
}
const labelOf = ({ label }: vscode.CompletionItem): string =>
  typeof label === 'string' ? label : label.label;
const ours = async (code: string, language?: string): Promise<vscode.CompletionItem[]> =>
  (await items(code, language)).filter(
    (item) =>
      typeof item.label === 'object' &&
      item.label.description === 'Label smoothing' &&
      item.kind !== vscode.CompletionItemKind.Snippet,
  );

describe('completion of names', () => {
  afterEach(closeAll);
  const torch = 'import torch.nn as nn\n';

  const offered: [code: string, label: string, language?: string][] = [
    [`${torch}nn.CrossEntropyLoss(|)`, 'label_smoothing='],
    [`${torch}nn.CrossEntropyLoss(label|`, 'label_smoothing='],
    [`${torch}loss = nn.CrossEntropyLoss(\n    weight=w,\n    lab|\n)`, 'label_smoothing='],
    ['from torch.nn import CrossEntropyLoss as CE\nCE(la|)', 'label_smoothing='],
    ['import timm.loss\nloss = timm.loss.Label|', 'LabelSmoothingCrossEntropy'],
    ['from timm.loss import LabelSmoothingCrossEntropy as LSCE\nloss = LS|', 'LSCE'],
  ];
  for (const [code, label, language] of offered)
    it(`offers ${label} at ${JSON.stringify(code)}`, async () =>
      assert.deepEqual((await ours(code, language)).map(labelOf), [label]));

  const silent = [
    `${torch}nn.CrossEntropyLoss(label_smoothing=|)`,
    `${torch}nn.CrossEntropyLoss(label_smoothing=0.1, |)`,
    `${torch}nn.CrossEntropyLoss(lab|=0.1)`,
    `${torch}nn.Linear(|)`,
    `${torch}# nn.CrossEntropyLoss(|)`,
    'CrossEntropyLoss(|)',
    'def CrossEntropyLoss(x): ...\nCrossEntropyLoss(|)',
    'import os\nos.La|',
    'from timm.loss import LabelSmoothingCrossEntropy as LSCE\n# LS|',
  ];
  for (const code of silent)
    it(`offers no name at ${JSON.stringify(code)}`, async () =>
      assert.deepEqual((await ours(code)).map(labelOf), []));

  it('says the concept, the default and what is usual, and lets one choose', async () => {
    const [item] = await ours(`${torch}nn.CrossEntropyLoss(lab|)`);
    const { documentation, insertText, sortText, range } = item!;
    assert.ok(documentation instanceof vscode.MarkdownString && !documentation.isTrusted);
    assert.match(documentation.value, /default.*0\.0.*usual/);
    assert.equal((insertText as vscode.SnippetString).value, 'label_smoothing=${1|0.0,0.1,0.05,0.2|}');
    assert.match(sortText!, /^~/);
    assert.ok(range instanceof vscode.Range && range.end.character - range.start.character === 3);
  });

  it('stands beside the items of another provider', async () => {
    const other = vscode.languages.registerCompletionItemProvider(
      { language: 'python' },
      {
        provideCompletionItems: () => [
          new vscode.CompletionItem('label_smoothing=', vscode.CompletionItemKind.Variable),
        ],
      },
    );
    try {
      const all = await items(`${torch}nn.CrossEntropyLoss(lab|)`);
      const same = all.filter((item) => labelOf(item) === 'label_smoothing=');
      assert.deepEqual(
        same.map(({ kind }) => kind).sort(),
        [vscode.CompletionItemKind.Variable, vscode.CompletionItemKind.Property].sort(),
      );
    } finally {
      other.dispose();
    }
  });

  it('stays silent where completion is switched off', async () => {
    const settings = vscode.workspace.getConfiguration('gloss.completion');
    await settings.update('enabled', false, vscode.ConfigurationTarget.Global);
    try {
      assert.deepEqual(await ours(`${torch}nn.CrossEntropyLoss(lab|)`), []);
    } finally {
      await settings.update('enabled', undefined, vscode.ConfigurationTarget.Global);
    }
  });
});

describe('code actions', () => {
  afterEach(closeAll);

  async function actions(code: string, kind?: string): Promise<vscode.CodeAction[]> {
    const { document, position } = await openCode(code);
    const range = new vscode.Range(position, position);
    const all = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      range,
      kind,
    );
    return all.filter(({ command }) => command?.command.startsWith('gloss.'));
  }

  it('offer all that the hover links to, by keyboard', async () => {
    const found = await actions('import torch.nn as nn\nnn.CrossEntropyLoss(label_smo|othing=0.1)');
    const titles = found.map(({ title }) => title);
    assert.ok(titles.includes('Gloss: Explain “Label smoothing”'), titles.join());
    assert.ok(titles.includes('Gloss: Run the demo of “Label smoothing”'));
    assert.ok(titles.includes('Gloss: I know “Label smoothing”'));
    assert.ok(
      titles.some((title) => /^Gloss: Insert “Cross-entropy on smoothed labels” \(torch\)$/.test(title)),
    );
    assert.ok(!titles.some((title) => /keras/.test(title)), 'only what the file imports');
  });

  it('insert the same snippet as the command', async () => {
    const found = await actions(
      'import torch\nfrom torch import nn\nloss = nn.CrossEntropyLoss(label_smo|othing=0.3)\n',
    );
    const { command } = found.find(({ title }) => /Cross-entropy on smoothed labels/.test(title))!;
    const { document } = vscode.window.activeTextEditor!;
    await vscode.commands.executeCommand(command!.command, ...command!.arguments!);
    await until(
      () => document.getText().includes('criterion = nn.CrossEntropyLoss(label_smoothing=0.1)'),
      'inserted',
    );
  });

  it('are none where nothing is known', async () =>
    assert.deepEqual(await actions('import torch\nans|wer = 42'), []));
});
