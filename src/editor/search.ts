/** `Gloss: Search`: concepts by name, alias, API name or symptom. */
import * as vscode from 'vscode';
import { createSearch } from '../search/search';
import type { Panel } from './panel';
import type { Services } from './services';

interface ConceptItem extends vscode.QuickPickItem {
  readonly concept: string;
}

export function registerSearch(context: vscode.ExtensionContext, { content }: Services, panel: Panel): void {
  let search: ReturnType<typeof createSearch> | undefined;
  context.subscriptions.push(
    vscode.commands.registerCommand('gloss.search', async () => {
      const catalog = await content.catalog();
      search ??= createSearch(catalog.entries());
      const picked = await pick((query) => conceptItems(query));
      if (picked) await panel.show({ concept: picked.concept }, 'article');

      function conceptItems(query: string): ConceptItem[] {
        if (query.trim() === '') return [...catalog.entries()].map((entry) => item(entry.id, entry.category));
        return search!.search(query, 50).map(({ id, reason }) => item(id, reason));
      }
      function item(concept: string, description: string): ConceptItem {
        const entry = catalog.entry(concept);
        // The search has matched already, by more than the words shown.
        return {
          concept,
          label: entry?.title ?? concept,
          description,
          detail: entry?.summary,
          alwaysShow: true,
        };
      }
    }),
  );
}

/** A quick pick whose items follow what is typed. */
function pick(itemsFor: (query: string) => ConceptItem[]): Promise<ConceptItem | undefined> {
  const list = vscode.window.createQuickPick<ConceptItem>();
  list.title = 'Gloss: search concepts';
  list.placeholder = 'A name, an API, or a symptom: "validation loss higher than training loss"';
  list.items = itemsFor('');
  return new Promise((resolve) => {
    list.onDidChangeValue((query) => (list.items = itemsFor(query)));
    list.onDidAccept(() => {
      resolve(list.selectedItems[0]);
      list.hide();
    });
    list.onDidHide(() => {
      resolve(undefined);
      list.dispose();
    });
    list.show();
  });
}
