/** The glossary view: every concept by category or from A to Z, with a filter; it needs no open file. */
import * as vscode from 'vscode';
import type { Search } from '../search/search';
import { glossaryGroups, type ConceptRow, type GlossaryOrder, type GroupRow } from './glossary-tree';
import type { Services } from './services';

const viewId = 'gloss.glossary';
const orderKey = 'gloss.glossary.order';

type Row = GroupRow | ConceptRow;

export function registerGlossary(context: vscode.ExtensionContext, services: Services): void {
  const glossary = new Glossary(context.globalState, services);
  const view = vscode.window.createTreeView(viewId, { treeDataProvider: glossary, showCollapseAll: true });
  const filter = async (): Promise<void> => {
    await vscode.commands.executeCommand(`${viewId}.focus`);
    await askForFilter(glossary, view);
  };
  const commands: Record<string, () => unknown> = {
    'gloss.openGlossary': () => vscode.commands.executeCommand(`${viewId}.focus`),
    'gloss.glossary.filter': filter,
    'gloss.glossary.clearFilter': () => setFilter(glossary, view, ''),
    'gloss.glossary.byCategory': () => glossary.sort('category'),
    'gloss.glossary.byName': () => glossary.sort('name'),
  };
  context.subscriptions.push(
    view,
    glossary,
    ...Object.entries(commands).map(([id, run]) => vscode.commands.registerCommand(id, run)),
  );
}

class Glossary implements vscode.TreeDataProvider<Row>, vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #subscription: vscode.Disposable;
  #search: Search | undefined;
  #filter = '';

  constructor(
    private readonly memory: vscode.Memento,
    private readonly services: Services,
  ) {
    this.#subscription = services.known.onDidChange(() => this.#changed.fire());
    this.#tellOrder();
  }

  get filter(): string {
    return this.#filter;
  }

  get #order(): GlossaryOrder {
    return this.memory.get(orderKey) === 'name' ? 'name' : 'category';
  }

  async sort(order: GlossaryOrder): Promise<void> {
    await this.memory.update(orderKey, order);
    this.#tellOrder();
    this.#changed.fire();
  }

  /** Keeps what a search for the text finds; all for an empty one. Gives how many concepts are left. */
  async setFilter(text: string): Promise<number> {
    this.#filter = text.trim();
    await vscode.commands.executeCommand('setContext', 'gloss.glossary.filtered', this.#filter !== '');
    this.#changed.fire();
    return (await this.#groups()).reduce((sum, { concepts }) => sum + concepts.length, 0);
  }

  async getChildren(row?: Row): Promise<Row[]> {
    if (!row) return this.#groups();
    return row.kind === 'group' ? [...row.concepts] : [];
  }

  getTreeItem(row: Row): vscode.TreeItem {
    return row.kind === 'group' ? this.#groupItem(row) : this.#conceptItem(row);
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
  }

  async #groups(): Promise<GroupRow[]> {
    const catalog = await this.services.content.catalog();
    if (this.#filter === '') return glossaryGroups(catalog.entries(), this.#order);
    const { createSearch } = await import('../search/search');
    this.#search ??= createSearch(catalog.entries());
    const found = this.#search.search(this.#filter, 1000).map(({ id, reason }) => [id, reason] as const);
    return glossaryGroups(catalog.entries(), this.#order, new Map(found));
  }

  #groupItem({ title, concepts }: GroupRow): vscode.TreeItem {
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(title, this.#filter === '' ? Collapsed : Expanded);
    // A new id, so that a filter opens what the user had closed.
    item.id = `${this.#order} ${this.#filter === '' ? '' : 'filtered '}${title}`;
    item.description = String(concepts.length);
    item.accessibilityInformation = { label: `${title}, ${concepts.length} concepts` };
    return item;
  }

  #conceptItem({ id, title, summary, note }: ConceptRow): vscode.TreeItem {
    const known = this.services.known.has(id);
    const item = new vscode.TreeItem(title);
    item.id = `${this.#order} concept ${id}`;
    item.description = note;
    item.tooltip = summary;
    item.iconPath = known ? new vscode.ThemeIcon('check') : undefined;
    item.contextValue = known ? 'known' : 'concept';
    item.command = {
      command: 'gloss.explain',
      title: 'Explain',
      arguments: [{ concept: id, keepFocus: true }],
    };
    const label = [title, note, known ? 'known' : '', summary].filter(Boolean).join(', ');
    item.accessibilityInformation = { label };
    return item;
  }

  #tellOrder(): void {
    void vscode.commands.executeCommand('setContext', orderKey, this.#order);
  }
}

async function setFilter(glossary: Glossary, view: vscode.TreeView<Row>, text: string): Promise<void> {
  const left = await glossary.setFilter(text);
  if (glossary.filter !== text.trim()) return;
  const count = left === 0 ? 'no concept' : left === 1 ? '1 concept' : `${left} concepts`;
  view.message = glossary.filter === '' ? undefined : `“${glossary.filter}”: ${count}`;
}

/** The tree follows what is typed; Escape brings back what was there before. */
async function askForFilter(glossary: Glossary, view: vscode.TreeView<Row>): Promise<void> {
  const before = glossary.filter;
  const input = vscode.window.createInputBox();
  input.title = 'Gloss: filter the glossary';
  input.placeholder = 'A name, an API, or a symptom';
  input.value = before;
  const accepted = await new Promise<boolean>((resolve) => {
    input.onDidChangeValue((text) => void setFilter(glossary, view, text));
    input.onDidAccept(() => {
      resolve(true);
      input.hide();
    });
    input.onDidHide(() => resolve(false));
    input.show();
  });
  input.dispose();
  if (!accepted) await setFilter(glossary, view, before);
  else await vscode.commands.executeCommand(`${viewId}.focus`);
}
