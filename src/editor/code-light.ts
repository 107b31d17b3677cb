/** Lights a literal of the code while its symbol or control is pointed at in the panel. */
import * as vscode from 'vscode';

export class CodeLight implements vscode.Disposable {
  readonly #decoration = vscode.window.createTextEditorDecorationType({
    backgroundColor: new vscode.ThemeColor('editor.wordHighlightStrongBackground'),
    borderColor: new vscode.ThemeColor('editor.wordHighlightStrongBorder'),
    outline: '1px solid',
    outlineColor: new vscode.ThemeColor('focusBorder'),
  });

  /** Lights this place in every editor that shows it, and nothing else; without one it goes out. */
  show(place: vscode.Location | undefined): void {
    const uri = place?.uri.toString();
    for (const editor of vscode.window.visibleTextEditors) {
      const lit = place && editor.document.uri.toString() === uri ? [place.range] : [];
      editor.setDecorations(this.#decoration, lit);
    }
  }

  dispose(): void {
    this.#decoration.dispose();
  }
}
