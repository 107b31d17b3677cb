/** Folding and unfolding the hovers of concepts that the user knows. */
import * as vscode from 'vscode';
import { requested } from './explain';
import { hideHover } from './hide-hover';
import type { Services } from './services';

/** The hover's links `I know this` and `Show again`, and the commands, which are about the concept at the cursor. */
export function registerKnown(context: vscode.ExtensionContext, services: Services): void {
  const { content, known } = services;
  const title = async (concept: string): Promise<string> =>
    (await content.catalog()).entry(concept)?.title ?? concept;
  const set = async (argument: unknown, value: boolean): Promise<void> => {
    const concept = (await requested(services, argument))?.concept;
    if (concept === undefined) {
      vscode.window.setStatusBarMessage('Gloss: nothing is known about the place of the cursor', 5000);
      return;
    }
    hideHover();
    await known.set(concept, value);
    const text = value ? 'is folded to one line from now on' : 'is shown in full again';
    vscode.window.setStatusBarMessage(`Gloss: ${await title(concept)} ${text}`, 5000);
  };
  context.subscriptions.push(
    vscode.commands.registerCommand('gloss.know', (argument: unknown) => set(argument, true)),
    vscode.commands.registerCommand('gloss.unknow', (argument: unknown) =>
      argument === undefined ? unfoldSome() : set(argument, false),
    ),
  );

  async function unfoldSome(): Promise<void> {
    if (known.all.length === 0) {
      vscode.window.setStatusBarMessage('Gloss: no hover is folded', 5000);
      return;
    }
    const items = await Promise.all(known.all.map(async (id) => ({ label: await title(id), id })));
    const options = { title: 'Gloss: show these hovers in full again', canPickMany: true } as const;
    const picked = await vscode.window.showQuickPick(items, options);
    for (const { id } of picked ?? []) await known.set(id, false);
  }
}
