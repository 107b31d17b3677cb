/** Folding and unfolding the hovers of concepts that the user knows. */
import * as vscode from 'vscode';
import { conceptArgument } from './arguments';
import { hideHover } from './hide-hover';
import type { Services } from './services';

/** The hover's links `I know this` and `Show all`, and the command that unfolds. */
export function registerKnown(context: vscode.ExtensionContext, { content, known }: Services): void {
  const title = async (concept: string): Promise<string> =>
    (await content.catalog()).entry(concept)?.title ?? concept;
  const set = async (argument: unknown, value: boolean): Promise<void> => {
    const concept = conceptArgument(argument)?.concept;
    if (concept === undefined) return;
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
