/** What the page in front can do, as commands: all of it by keyboard. */
import * as vscode from 'vscode';
import type { Entry } from '../catalog/entry';
import { exportArticle, reportFact } from './about-concept';
import type { Panel } from './panel';
import type { Services } from './services';

export function registerPanelCommands(
  context: vscode.ExtensionContext,
  services: Services,
  panel: Panel,
): void {
  /** Runs with the concept of the page in front. */
  const withConcept = (run: (concept: string) => unknown) => async (): Promise<void> => {
    const { wanted } = panel.page;
    if (wanted) await run(wanted.concept);
    else say('show a concept first');
  };
  const withEntry = (run: (entry: Entry) => unknown) =>
    withConcept(async (concept) => {
      const entry = (await services.content.catalog()).entry(concept);
      if (entry) await run(entry);
    });
  const commands: Record<string, () => unknown> = {
    'gloss.back': () => panel.page.navigate('back'),
    'gloss.forward': () => panel.page.navigate('forward'),
    'gloss.pin': () => panel.togglePinned(),
    'gloss.openTab': () => panel.page.wanted && panel.openTab(panel.page.wanted),
    'gloss.copyFormula': withEntry(({ formula }) => copy(formula, 'formula')),
    'gloss.copyCitation': withEntry(async (entry) => copy(await citation(entry), 'citation')),
    'gloss.exportArticle': withConcept((concept) => exportArticle(services, concept)),
    'gloss.reportFact': withConcept((concept) => reportFact(services, concept, '')),
  };
  context.subscriptions.push(
    ...Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, run)),
  );
}

function say(text: string): void {
  vscode.window.setStatusBarMessage(`Gloss: ${text}`, 5000);
}

async function copy(text: string | undefined, what: string): Promise<void> {
  if (text === undefined) return;
  await vscode.env.clipboard.writeText(text);
  say(`${what} copied`);
}

/** The one source, or the one that the user picks. */
async function citation({ title, sources = [] }: Entry): Promise<string | undefined> {
  const items = sources.map(({ cite, url }) => ({ label: cite, description: url }));
  const picked =
    items.length > 1
      ? await vscode.window.showQuickPick(items, { title: `Gloss: copy a citation of ${title}` })
      : items[0];
  return picked && [picked.label, picked.description].filter(Boolean).join('. ');
}
