/** The pages of Gloss: the view in the side bar, which follows the cursor or is pinned, and editor tabs. */
import * as vscode from 'vscode';
import * as v from 'valibot';
import { surfaceState } from '../protocol/messages';
import { hideHover } from './hide-hover';
import { isSupported } from './languages';
import { messageOf } from './log';
import { PageHost, type Focus, type Wanted } from './page-host';
import { find, type Services } from './services';

export type { Wanted } from './page-host';

const viewId = 'gloss.panel';
const tabType = 'gloss.tab';

/** How long the cursor must rest before the view follows it, in milliseconds. */
const rest = 200;

export function registerPanel(context: vscode.ExtensionContext, services: Services): Panel {
  const panel = new Panel(context.extensionUri, services);
  context.subscriptions.push(
    panel,
    vscode.window.registerWebviewViewProvider(viewId, panel),
    vscode.window.registerWebviewPanelSerializer(tabType, panel),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => panel.follow(textEditor)),
    vscode.window.onDidChangeActiveTextEditor((editor) => editor && panel.follow(editor)),
    // Pictures carry the colours of the theme.
    vscode.window.onDidChangeActiveColorTheme(() => panel.update()),
    services.known.onDidChange(() => panel.update()),
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => panel.lightUp(textEditor)),
  );
  return panel;
}

export class Panel implements vscode.WebviewViewProvider, vscode.WebviewPanelSerializer, vscode.Disposable {
  readonly #view: PageHost;
  #resolved: vscode.WebviewView | undefined;
  readonly #tabs = new Map<vscode.WebviewPanel, PageHost>();
  #timer: unknown;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly services: Services,
  ) {
    this.#view = this.#page('view', (title) => {
      if (this.#resolved) this.#resolved.description = title;
    });
  }

  /** The page that commands are about: the tab in front, or else the view. */
  get page(): PageHost {
    return [...this.#tabs].find(([tab]) => tab.active)?.[1] ?? this.#view;
  }

  /** Shows a concept in the view and brings that up. */
  async show(wanted: Wanted, focus: Focus): Promise<void> {
    hideHover();
    await this.#view.show(wanted, focus);
    await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: focus === 'none' });
  }

  /** Shows a concept for as long as the user looks through a list: the focus stays there. */
  async preview(concept: string): Promise<void> {
    await this.#view.show({ concept }, 'none', { passing: true });
    if (!this.#resolved?.visible)
      await vscode.commands.executeCommand(`${viewId}.focus`, { preserveFocus: true });
  }

  /** Shows again what was there before a preview. */
  restore(wanted: Wanted): Promise<void> {
    return this.#view.show(wanted, 'none', { passing: true });
  }

  /** What the view shows, to come back to after a preview. */
  get shown(): Wanted | undefined {
    return this.#view.wanted;
  }

  /** Pins the view to what it shows, or lets it follow the cursor again. */
  togglePinned(): void {
    this.#view.pinned = !this.#view.pinned;
    const text = this.#view.pinned ? 'the panel is pinned' : 'the panel follows the cursor';
    vscode.window.setStatusBarMessage(`Gloss: ${text}`, 5000);
  }

  /** Lights the symbol and the control of the literal that the cursor rests in. */
  lightUp(editor: vscode.TextEditor): void {
    for (const page of this.#pages) page.lightUp(editor);
  }

  /** Shows the same again, as it is now. */
  update(): void {
    for (const page of this.#pages) page.update();
  }

  get #pages(): readonly PageHost[] {
    return [this.#view, ...this.#tabs.values()];
  }

  /** Shows the concept at the cursor, once that rests, in a view that is on the screen and not pinned. */
  follow(editor: vscode.TextEditor): void {
    clearTimeout(this.#timer);
    if (!this.#view.follows || !isSupported(editor.document.languageId)) return;
    this.#timer = setTimeout(() => {
      this.#passBy(editor).catch((error: unknown) => this.services.log.error(messageOf(error)));
    }, rest);
  }

  /** Opens a concept in an editor tab. */
  async openTab(wanted: Wanted): Promise<void> {
    const tab = vscode.window.createWebviewPanel(tabType, 'Gloss', vscode.ViewColumn.Active, {});
    await this.#adopt(tab).show(wanted, 'article');
  }

  resolveWebviewView(view: vscode.WebviewView, { state }: vscode.WebviewViewResolveContext): void {
    this.#resolved = view;
    this.#view.attach(view.webview);
    view.onDidChangeVisibility(() => !view.visible && this.#view.hide());
    view.onDidDispose(() => {
      if (this.#resolved !== view) return;
      this.#resolved = undefined;
      this.#view.detach();
    });
    if (!this.#view.wanted) void this.#restore(this.#view, state);
  }

  async deserializeWebviewPanel(tab: vscode.WebviewPanel, state: unknown): Promise<void> {
    await this.#restore(this.#adopt(tab), state);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    for (const page of this.#pages) page.dispose();
  }

  #page(kind: 'view' | 'tab', onDidShow: (title: string) => void): PageHost {
    const { extensionUri, services } = this;
    const openTab = (wanted: Wanted): void => void this.openTab(wanted);
    return new PageHost({ kind, extensionUri, services, openTab, onDidShow });
  }

  #adopt(tab: vscode.WebviewPanel): PageHost {
    const page = this.#page('tab', (title) => (tab.title = title));
    tab.iconPath = vscode.Uri.joinPath(this.extensionUri, 'media/icon.svg');
    this.#tabs.set(tab, page);
    page.attach(tab.webview);
    tab.onDidChangeViewState(() => !tab.visible && page.hide());
    tab.onDidDispose(() => {
      this.#tabs.delete(tab);
      page.dispose();
    });
    return page;
  }

  async #restore(page: PageHost, state: unknown): Promise<void> {
    const parsed = v.safeParse(surfaceState, state);
    if (parsed.success) await page.restore(parsed.output);
  }

  async #passBy(editor: vscode.TextEditor): Promise<void> {
    const { document, selection } = editor;
    const found = await find(this.services, document, selection.active);
    if (found && this.#view.follows && vscode.window.activeTextEditor === editor)
      await this.#view.pass(found);
  }
}
