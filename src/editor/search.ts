/** `Gloss: Search`: concepts by name, alias, API name or symptom, each shown in the panel while it is chosen. */
import * as vscode from 'vscode';
import type { Catalog } from '../catalog/catalog';
import type { Search } from '../search/search';
import { messageOf } from './log';
import type { Panel } from './panel';
import type { Services } from './services';

interface ConceptItem extends vscode.QuickPickItem {
  readonly concept: string;
}

/** How long a choice must rest before the panel shows it, in milliseconds. */
const rest = 150;

export function registerSearch(context: vscode.ExtensionContext, services: Services, panel: Panel): void {
  let search: Search | undefined;
  context.subscriptions.push(
    vscode.commands.registerCommand('gloss.search', async () => {
      const catalog = await services.content.catalog();
      const { createSearch } = await import('../search/search');
      search ??= createSearch(catalog.entries());
      const before = panel.shown;
      const { picked, previewed } = await pick(catalog, search, (concept) => {
        panel.preview(concept).catch((error: unknown) => services.log.error(messageOf(error)));
      });
      if (picked !== undefined) await panel.show({ concept: picked }, 'article');
      else if (previewed && before) await panel.restore(before);
    }),
  );
}

/** A quick pick whose items follow what is typed. The panel shows an item once the user has typed or moved. */
function pick(
  catalog: Catalog,
  search: Search,
  preview: (concept: string) => void,
): Promise<{ picked?: string; previewed: boolean }> {
  const list = vscode.window.createQuickPick<ConceptItem>();
  list.title = 'Gloss: search concepts';
  list.placeholder = 'A name, an API, or a symptom: "validation loss higher than training loss"';
  list.items = itemsFor(catalog, search, '');
  const first = list.items[0];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let previewed = false;
  return new Promise((resolve) => {
    list.onDidChangeValue((query) => (list.items = itemsFor(catalog, search, query)));
    list.onDidChangeActive(([item]) => {
      clearTimeout(timer);
      if (!item || item === first) return;
      timer = setTimeout(() => {
        previewed = true;
        preview(item.concept);
      }, rest);
    });
    list.onDidAccept(() => {
      resolve({ picked: list.selectedItems[0]?.concept, previewed });
      list.hide();
    });
    list.onDidHide(() => {
      clearTimeout(timer);
      resolve({ previewed });
      list.dispose();
    });
    list.show();
  });
}

function itemsFor(catalog: Catalog, search: Search, query: string): ConceptItem[] {
  if (query.trim() === '')
    return [...catalog.entries()]
      .sort((a, b) => a.title.localeCompare(b.title, 'en'))
      .map(({ id, category }) => item(catalog, id, category.replaceAll('-', ' ')));
  return search.search(query, 50).map(({ id, reason }) => item(catalog, id, reason));
}

/** `description`: why it was found. */
function item(catalog: Catalog, concept: string, description: string): ConceptItem {
  const { title = concept, summary } = catalog.entry(concept) ?? {};
  // The search has matched already, by more than the words shown.
  return { concept, label: title, description, detail: summary, alwaysShow: true };
}
