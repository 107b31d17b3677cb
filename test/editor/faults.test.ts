import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { Content } from '../../src/editor/content';
import { Documents } from '../../src/editor/documents';
import { closeAll, newDocument, openCode } from './support';

/** A log that keeps its lines. */
function keptLog(): { log: vscode.LogOutputChannel; lines: string[] } {
  const lines: string[] = [];
  const add = (line: string): void => void lines.push(line);
  return { log: { error: add, warn: add, info: add } as unknown as vscode.LogOutputChannel, lines };
}

const folder = (): vscode.Uri =>
  vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, 'gloss-files');
const write = (name: string, text: string): Thenable<void> =>
  vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder(), name), new TextEncoder().encode(text));

describe('files of the extension that are missing or broken', () => {
  afterEach(() => vscode.workspace.fs.delete(folder(), { recursive: true }).then(undefined, () => undefined));

  const catalogs: [name: string, text: string | undefined][] = [
    ['missing', undefined],
    ['no JSON', '{"entries": [{"id": "lab'],
    ['another JSON', '[1, 2]'],
    ['empty', ''],
  ];
  for (const [name, text] of catalogs) {
    it(`a catalog that is ${name} costs one log line and is empty`, async () => {
      if (text !== undefined) await write('catalog.json', text);
      const { log, lines } = keptLog();
      const content = new Content(folder(), log);
      assert.equal((await content.catalog()).size, 0);
      assert.equal((await content.catalog()).size, 0);
      assert.equal(lines.length, 1);
      assert.match(lines[0]!, /^catalog\.json cannot be read/);
    });
  }

  it('snippets and articles that are missing cost one log line each', async () => {
    const { log, lines } = keptLog();
    const content = new Content(folder(), log);
    assert.deepEqual(await content.snippets(), []);
    assert.equal(await content.article('label-smoothing'), undefined);
    assert.equal(await content.article('constructor'), undefined);
    assert.equal(lines.length, 2);
  });
});

describe('documents', () => {
  const extension = vscode.extensions.getExtension('gloss.gloss')!.extensionUri;
  const grammars = vscode.Uri.joinPath(extension, 'dist/grammars');
  afterEach(closeAll);

  it('a missing grammar costs one log line, and words are still read', async () => {
    const { log, lines } = keptLog();
    const documents = new Documents(folder(), log);
    const { document } = await openCode('import torch.nn as nn\n');
    assert.equal((await documents.analyze(document))?.analysis.parsed, false);
    assert.equal((await documents.analyze(document))?.analysis.parsed, false);
    assert.equal(lines.length, 1);
    assert.match(lines[0]!, /^python is read for words only/);
    documents.dispose();
  });

  it('a document that is too large is left alone, with one log line however often it is asked for', async () => {
    const { log, lines } = keptLog();
    const documents = new Documents(grammars, log);
    const large = await newDocument('x = 1\n'.repeat(1_700_000));
    for (let i = 0; i < 3; i++) assert.equal(await documents.analyze(large), undefined);
    assert.equal(lines.length, 1);
    assert.match(lines[0]!, /left alone/);
    documents.dispose();
  });

  it('a document with a megabyte line is not parsed, with one log line', async () => {
    const { log, lines } = keptLog();
    const documents = new Documents(grammars, log);
    const document = await newDocument(`import torch\nx = [${'1, '.repeat(300_000)}]\n`);
    for (let i = 0; i < 3; i++) assert.equal((await documents.analyze(document))?.analysis.parsed, false);
    assert.equal(lines.length, 1);
    documents.dispose();
  });

  it('keeps the analysis of a version, and takes a new one after an edit', async () => {
    const documents = new Documents(grammars, keptLog().log);
    const { document, editor } = await openCode('import torch\n');
    const first = (await documents.analyze(document))?.analysis;
    assert.equal((await documents.analyze(document))?.analysis, first);
    await editor.edit((edit) => edit.insert(new vscode.Position(1, 0), 'import optax\n'));
    const second = (await documents.analyze(document))?.analysis;
    assert.deepEqual(
      second?.imports.map(({ symbol }) => symbol),
      ['py:torch', 'py:optax'],
    );
    documents.dispose();
  });
});
