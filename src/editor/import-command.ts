/** `Gloss: Import Glossary`. */
import * as vscode from 'vscode';
import type { Services } from './services';

export function registerImportGlossary(context: vscode.ExtensionContext, services: Services): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('gloss.importGlossary', async (from: unknown, to: unknown) => {
      const { importInto } = await import('./import-glossary');
      await importInto(services, from, to);
    }),
  );
}
