/** Steps that several tests of the editor share. */
import * as vscode from 'vscode';

const extensions: Readonly<Record<string, string>> = { python: 'py', typescript: 'ts', javascript: 'js' };
let files = 0;

/** A new file of its own name: what the editor still does to a document that was closed cannot reach it. */
export async function newDocument(content: string, language = 'python'): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders![0]!.uri;
  const uri = vscode.Uri.joinPath(folder, 'made', `${++files}.${extensions[language] ?? 'txt'}`);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  const document = await vscode.workspace.openTextDocument(uri);
  return document.languageId === language
    ? document
    : vscode.languages.setTextDocumentLanguage(document, language);
}

/** Opens code with the cursor where `|` stands. */
export async function openCode(
  code: string,
  language = 'python',
): Promise<{ document: vscode.TextDocument; position: vscode.Position; editor: vscode.TextEditor }> {
  await vscode.extensions.getExtension('gloss.gloss')!.activate();
  const offset = code.indexOf('|');
  const document = await newDocument(
    offset < 0 ? code : code.slice(0, offset) + code.slice(offset + 1),
    language,
  );
  const editor = await vscode.window.showTextDocument(document);
  const position = document.positionAt(Math.max(0, offset));
  editor.selection = new vscode.Selection(position, position);
  return { document, position, editor };
}

/** A file of the sample workspace. */
export async function openSample(name: string): Promise<vscode.TextDocument> {
  await vscode.extensions.getExtension('gloss.gloss')!.activate();
  return vscode.workspace.openTextDocument(
    vscode.Uri.joinPath(vscode.workspace.workspaceFolders![0]!.uri, name),
  );
}

/** The middle of a text of a document. */
export function middleOf(document: vscode.TextDocument, text: string): vscode.Position {
  const at = document.getText().indexOf(text);
  if (at < 0) throw new Error(`"${text}" is not in ${document.uri.path}`);
  return document.positionAt(at + Math.floor(text.length / 2));
}

/** The hovers of Gloss, each with its Markdown strings. */
export async function glossHovers(
  uri: vscode.Uri,
  position: vscode.Position,
): Promise<vscode.MarkdownString[][]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    uri,
    position,
  );
  return hovers
    .map(({ contents }) => contents.filter((content) => content instanceof vscode.MarkdownString))
    .filter(([head]) => head?.value.includes('command:gloss.'));
}

export async function closeAll(): Promise<void> {
  await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** Waits until `read` gives something. */
export async function until<T>(
  read: () => T | undefined | false | Thenable<T | undefined | false>,
  what: string,
): Promise<T> {
  for (let i = 0; i < 200; i++) {
    const value = await read();
    if (value !== undefined && value !== false) return value;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error(`It did not happen within 10 s: ${what}`);
}
