/** `Gloss: Insert Snippet`: from a list, from a hover or from the panel. */
import * as vscode from 'vscode';
import type { Snippet } from '../catalog/snippet';
import { missingImports, snippetText } from '../catalog/snippet-insert';
import type { PanelReplies } from '../protocol/messages';
import { conceptArgument } from './arguments';
import { offsetAt, rangeOf, type AnalyzedDocument } from './documents';
import { hideHover } from './hide-hover';
import { importEdits } from './import-edits';
import { fitsGround, groundAt, importedBy, speaks, textForGround } from './snippet-fit';
import type { Services } from './services';

const noEditor = 'Open a file first: the snippet goes to its cursor.';

export function registerInsertSnippet(context: vscode.ExtensionContext, services: Services): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('gloss.insertSnippet', async (argument: unknown) => {
      hideHover();
      const editor = vscode.window.activeTextEditor;
      if (!editor) {
        vscode.window.setStatusBarMessage(`Gloss: ${noEditor}`, 5000);
        return;
      }
      const id =
        typeof argument === 'string'
          ? argument
          : await pick(services, editor, conceptArgument(argument)?.concept);
      if (id === undefined) return;
      const { inserted, reason } = await insertSnippet(services, id);
      if (!inserted) vscode.window.setStatusBarMessage(`Gloss: ${reason}`, 5000);
    }),
  );
}

interface SnippetItem extends vscode.QuickPickItem {
  readonly id?: string;
}

/** Snippets, those whose packages the file imports first, then short ones; of one concept where that is given. */
async function pick(
  services: Services,
  editor: vscode.TextEditor,
  concept?: string,
): Promise<string | undefined> {
  const [snippets, catalog, analyzed] = await Promise.all([
    services.content.snippets(),
    services.content.catalog(),
    services.documents.analyze(editor.document),
  ]);
  const wanted = snippets
    .filter((snippet) => concept === undefined || concepts(snippet).includes(concept))
    .sort((a, b) => a.body.length - b.body.length);
  const group = (snippet: Snippet): string => {
    if (!speaks(snippet, editor.document.languageId)) return 'Other languages';
    return analyzed && importedBy(snippet, analyzed.analysis) ? 'This file imports' : 'Other frameworks';
  };
  const items = ['This file imports', 'Other frameworks', 'Other languages'].flatMap(
    (label): SnippetItem[] => {
      const members = wanted.filter((snippet) => group(snippet) === label);
      if (members.length === 0) return [];
      return [
        { label, kind: vscode.QuickPickItemKind.Separator },
        ...members.map((snippet) => item(snippet)),
      ];
    },
  );
  const picked = await vscode.window.showQuickPick(
    items.length > 0 ? items : [{ label: 'There is no snippet of this concept yet.' }],
    { title: 'Gloss: insert a snippet', matchOnDescription: true, matchOnDetail: true },
  );
  return picked?.id;

  function item(snippet: Snippet): SnippetItem {
    const title = catalog.entry(snippet.concept)?.title ?? snippet.concept;
    return {
      id: snippet.id,
      label: snippet.description,
      description: snippet.framework,
      detail: `${title} · ${firstLine(snippet.body)}`,
    };
  }
}

function concepts({ concept, also }: Snippet): readonly string[] {
  return [concept, ...also];
}

function firstLine(body: string): string {
  const [line = '', ...more] = body.split('\n');
  return more.length > 0 ? `${line} …` : line;
}

/** Inserts a snippet with the imports that it needs at the cursor of the active editor, as one step of undo. */
export async function insertSnippet(services: Services, id: string): Promise<PanelReplies['insert']> {
  const snippet = (await services.content.snippets()).find((candidate) => candidate.id === id);
  if (!snippet) return { inserted: false, reason: 'This snippet is not known.' };
  const editor = vscode.window.activeTextEditor;
  if (!editor) return { inserted: false, reason: noEditor };
  const analyzed = await services.documents.analyze(editor.document);
  const text = goTo(editor, snippet, analyzed);
  const imports =
    analyzed && speaks(snippet, editor.document.languageId) ? missingImports(snippet, analyzed.analysis) : [];
  const edits = analyzed ? importEdits(analyzed, imports) : [];
  const written = edits.length === 0 || (await apply(editor, edits));
  const inserted =
    written &&
    (await editor.insertSnippet(text, undefined, {
      undoStopBefore: edits.length === 0,
      undoStopAfter: true,
    }));
  if (!inserted) return { inserted, reason: 'The file is read-only.' };
  if (editor.document.uri.scheme !== 'vscode-notebook-cell')
    await vscode.window.showTextDocument(editor.document, editor.viewColumn);
  return { inserted };
}

/** Moves the cursor to where the snippet fits, a line of its own where it stands inside other code, and gives the text. */
function goTo(
  editor: vscode.TextEditor,
  snippet: Snippet,
  analyzed: AnalyzedDocument | undefined,
): vscode.SnippetString {
  const { document, selection } = editor;
  const code = document.getText();
  const [start, end] = [document.offsetAt(selection.start), document.offsetAt(selection.end)];
  const ground = groundAt(code, start, end, document.languageId);
  const text = snippetText(snippet, analyzed?.analysis);
  if (ground && fitsGround(snippet, ground))
    return new vscode.SnippetString(textForGround(snippet, text, ground));
  if (snippet.position !== 'statement') return new vscode.SnippetString(text);
  const site = analyzed?.analysis.siteAt(offsetAt(analyzed, selection.active));
  const last = site && analyzed ? rangeOf(analyzed, site.statement).end.line : selection.active.line;
  const target = document.lineAt(Math.max(last, selection.active.line)).range.end;
  editor.selection = new vscode.Selection(target, target);
  return new vscode.SnippetString(`\n${text}`);
}

function apply(editor: vscode.TextEditor, edits: readonly vscode.TextEdit[]): Thenable<boolean> {
  return editor.edit((builder) => edits.forEach(({ range, newText }) => builder.replace(range, newText)), {
    undoStopBefore: true,
    undoStopAfter: false,
  });
}
