/** `Gloss: Show Log`. */
import * as vscode from 'vscode';
import type { Services } from './services';

export function registerShowLog(context: vscode.ExtensionContext, { log }: Services): void {
  context.subscriptions.push(vscode.commands.registerCommand('gloss.showLog', () => log.show()));
}
