/** Places of code, in words and on the screen. */
import * as vscode from 'vscode';
import { rangeOf } from './documents';
import type { Found } from './services';

/** File and 1-based line, for people: `train.py:42`; in a notebook `tune.ipynb, cell 3, line 2`. */
export function placeLabel({ match, analyzed }: Found): string {
  const { document } = analyzed;
  const line = rangeOf(analyzed, match.site.range).start.line + 1;
  const name = document.uri.path.slice(document.uri.path.lastIndexOf('/') + 1);
  const cell = cellOf(document.uri);
  return cell ? `${name}, cell ${cell.index + 1}, line ${line}` : `${name}:${line}`;
}

/** Selects a place in its editor; in a notebook, its cell. */
export async function revealLocation(place: vscode.Location | undefined): Promise<void> {
  if (!place) return;
  const cell = cellOf(place.uri);
  if (cell) {
    const selections = [new vscode.NotebookRange(cell.index, cell.index + 1)];
    await vscode.window.showNotebookDocument(cell.notebook, { selections });
    return;
  }
  const shown = vscode.window.visibleTextEditors.find(
    ({ document }) => document.uri.toString() === place.uri.toString(),
  );
  await vscode.window.showTextDocument(place.uri, { selection: place.range, viewColumn: shown?.viewColumn });
}

function cellOf(uri: vscode.Uri): vscode.NotebookCell | undefined {
  if (uri.scheme !== 'vscode-notebook-cell') return undefined;
  return vscode.workspace.notebookDocuments
    .flatMap((notebook) => notebook.getCells())
    .find(({ document }) => document.uri.toString() === uri.toString());
}
