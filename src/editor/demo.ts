/** `Gloss: Run Demo` and the link of the hover. */
import * as vscode from 'vscode';
import { demoIds } from '../demos/ids.generated';
import { requested } from './explain';
import type { Panel } from './panel';
import type { Services } from './services';

export function registerDemo(context: vscode.ExtensionContext, services: Services, panel: Panel): void {
  context.subscriptions.push(
    vscode.commands.registerCommand('gloss.demo', async (argument: unknown) => {
      const wanted = (await requested(services, argument)) ?? (await pick(services));
      if (wanted) await panel.show(wanted, 'demo');
    }),
  );
}

async function pick({ content }: Services): Promise<{ concept: string } | undefined> {
  const items = [];
  for (const { id, title, summary, demo = id } of (await content.catalog()).entries()) {
    if (demoIds.has(demo)) items.push({ label: title, detail: summary, concept: id });
  }
  return vscode.window.showQuickPick(items, { title: 'Gloss: run a demo', matchOnDetail: true });
}
