import * as vscode from 'vscode';

/** Takes the hover away whose link was clicked: it would stay over the panel for as long as the mouse rests. */
export function hideHover(): void {
  vscode.commands.executeCommand('editor.action.hideHover').then(undefined, () => undefined);
}
