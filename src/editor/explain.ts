/** `Gloss: Explain at Cursor` and the link of the hover. */
import * as vscode from 'vscode';
import { conceptArgument, placeOf } from './arguments';
import type { Panel, Wanted } from './panel';
import { find, type Services } from './services';

export function registerExplain(context: vscode.ExtensionContext, services: Services, panel: Panel): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('gloss.explain', async (argument: unknown) => {
      const wanted = await requested(services, argument);
      const keepFocus = conceptArgument(argument)?.keepFocus ?? false;
      if (wanted) await panel.show(wanted, keepFocus ? 'none' : 'article');
      else vscode.window.setStatusBarMessage('Gloss: nothing is known about the place of the cursor', 5000);
    }),
  );
}

/** What the argument of a command names; without one, what stands at the cursor. */
export async function requested(services: Services, argument: unknown): Promise<Wanted | undefined> {
  const named = conceptArgument(argument);
  const editor = vscode.window.activeTextEditor;
  const place = named
    ? placeOf(named)
    : editor && { document: editor.document, position: editor.selection.active };
  const found = place && (await find(services, place.document, place.position));
  if (!named) return found && { concept: found.match.entry.id, found };
  return found?.match.entry.id === named.concept
    ? { concept: named.concept, found }
    : { concept: named.concept };
}
