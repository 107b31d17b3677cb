import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { Found } from '../../src/editor/services';
import { WriteBack } from '../../src/editor/write-back';
import { closeAll, openCode, until } from './support';

const code = 'import torch.nn as nn\nloss = nn.CrossEntropyLoss(label_smoothing=0.1)\n';

/** What a hover finds at `eps`, the one literal of the code. */
function foundIn(document: vscode.TextDocument, text = '0.1', before = ''): Found {
  const start = document.getText().indexOf(text);
  const joined = before.length;
  const literal = {
    value: Number(text),
    text,
    origin: 'literal',
    range: { start: joined + start, end: joined + start + text.length },
  };
  return {
    match: { values: { eps: { value: literal.value, from: 'code', literal } } },
    analyzed: { document, start: joined, locate: () => ({ document, start: joined }) },
  } as unknown as Found;
}

const undo = (): Thenable<unknown> => vscode.commands.executeCommand('undo');

describe('write-back', () => {
  afterEach(closeAll);

  it('replaces the literal, and one undo takes it back', async () => {
    const { document } = await openCode(code);
    const back = new WriteBack(foundIn(document));
    assert.deepEqual(await back.write('eps', 0.15), { written: true });
    assert.equal(document.getText(), code.replace('0.1', '0.15'));
    await undo();
    assert.equal(document.getText(), code);
    back.dispose();
  });

  it('writes again after a write and after an undo', async () => {
    const { document } = await openCode(code);
    const back = new WriteBack(foundIn(document));
    for (const value of [0.25, 0.05]) assert.deepEqual(await back.write('eps', value), { written: true });
    await undo();
    assert.match(document.getText(), /=0\.25\)/);
    assert.deepEqual(await back.write('eps', 1), { written: true });
    assert.match(document.getText(), /=1\.0\)/);
    back.dispose();
  });

  it('finds the literal after edits elsewhere', async () => {
    const { document, editor } = await openCode(code);
    const back = new WriteBack(foundIn(document));
    await editor.edit((edit) => {
      edit.insert(new vscode.Position(0, 0), '# 0.1 in a comment\n\n');
      edit.replace(new vscode.Range(1, 0, 1, 4), 'criterion');
      edit.insert(new vscode.Position(2, 0), 'print(loss)\n');
    });
    assert.deepEqual(await back.write('eps', 0.2), { written: true });
    assert.match(document.getText(), /^# 0\.1[^]*label_smoothing=0\.2\)\nprint/);
    back.dispose();
  });

  const edits: [name: string, range: vscode.Range, text: string][] = [
    ['the literal itself', new vscode.Range(1, 43, 1, 46), '0.3'],
    ['a digit behind it', new vscode.Range(1, 46, 1, 46), '5'],
    ['a digit before it', new vscode.Range(1, 43, 1, 43), '1'],
    ['the whole line', new vscode.Range(1, 0, 1, 47), 'loss = nn.CrossEntropyLoss()'],
    ['the whole file', new vscode.Range(0, 0, 9, 0), ''],
  ];
  for (const [name, range, text] of edits) {
    it(`refuses with one sentence after a change of ${name}`, async () => {
      const { document, editor } = await openCode(code);
      const back = new WriteBack(foundIn(document));
      await editor.edit((edit) => edit.replace(range, text));
      const before = document.getText();
      const reply = await back.write('eps', 0.2);
      assert.equal(reply.written, false);
      assert.match(reply.written ? '' : reply.reason, /^[A-Z][^.]+changed[^.]+\.$/);
      assert.equal(document.getText(), before);
      back.dispose();
    });
  }

  it('refuses where the code states no value', async () => {
    const { document } = await openCode(code);
    const back = new WriteBack(foundIn(document));
    assert.equal((await back.write('num_classes', 5)).written, false);
    back.dispose();
  });

  it('refuses where the file was closed', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: code });
    await vscode.window.showTextDocument(document);
    const back = new WriteBack(foundIn(document));
    await closeAll();
    await until(() => document.isClosed, 'closed');
    const reply = await back.write('eps', 0.2);
    assert.match(reply.written ? '' : reply.reason, /closed/);
    back.dispose();
  });

  it('refuses where the file system is read-only', async () => {
    const files: vscode.FileSystemProvider = {
      onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
      watch: () => new vscode.Disposable(() => {}),
      stat: () => ({ type: vscode.FileType.File, ctime: 0, mtime: 0, size: code.length }),
      readFile: () => new TextEncoder().encode(code),
      readDirectory: () => [],
      createDirectory: () => {},
      writeFile: () => {},
      delete: () => {},
      rename: () => {},
    };
    const registered = vscode.workspace.registerFileSystemProvider('gloss-read-only', files, {
      isReadonly: true,
    });
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('gloss-read-only:/train.py'));
    await vscode.window.showTextDocument(document);
    const back = new WriteBack(foundIn(document));
    const reply = await back.write('eps', 0.2);
    assert.match(reply.written ? '' : reply.reason, /read-only/);
    back.dispose();
    registered.dispose();
  });

  it('writes into a notebook cell', async () => {
    const notebook = await vscode.workspace.openNotebookDocument(
      'jupyter-notebook',
      new vscode.NotebookData([
        new vscode.NotebookCellData(vscode.NotebookCellKind.Code, 'import torch.nn as nn', 'python'),
        new vscode.NotebookCellData(
          vscode.NotebookCellKind.Code,
          'nn.CrossEntropyLoss(label_smoothing=0.1)',
          'python',
        ),
      ]),
    );
    await vscode.window.showNotebookDocument(notebook);
    const { document } = notebook.cellAt(1);
    const back = new WriteBack(foundIn(document, '0.1', 'import torch.nn as nn\f\n'));
    assert.deepEqual(await back.write('eps', 0.2), { written: true });
    assert.equal(document.getText(), 'nn.CrossEntropyLoss(label_smoothing=0.2)');
    back.dispose();
  });
});
